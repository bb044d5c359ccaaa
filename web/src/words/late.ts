/** Words of what is not on the first screen; importing them adds them. */
import { addWords } from "./index";
import { entering } from "./entering";
import { finding } from "./finding";
import { keeping } from "./keeping";
import { moments } from "./moments";
import { problems } from "./problems";
import { setting } from "./setting";
import { telling } from "./telling";
import { threads } from "./threads";

export const LATE = [entering, finding, keeping, moments, problems, setting, telling, threads] as const;

addWords(LATE);
