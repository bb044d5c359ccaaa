/** Words of what is not on the first screen; all of them come with the first of these screens. */
import { caring } from "./caring";
import { entering } from "./entering";
import { finding } from "./finding";
import { jury } from "./jury";
import { keeping } from "./keeping";
import { locking } from "./locking";
import { moderation } from "./moderation";
import { moments } from "./moments";
import { notifying } from "./notifying";
import { problems } from "./problems";
import { setting } from "./setting";
import { telling } from "./telling";
import { threads } from "./threads";

export const TABLES = [caring, entering, finding, jury, keeping, locking, moderation, moments, notifying, problems, setting, telling, threads] as const;
