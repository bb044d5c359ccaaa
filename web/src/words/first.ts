/** Words of the first screen and the feed. */
import { joining } from "./joining";
import { masks } from "./masks";
import { prompts } from "./prompts";
import { reading } from "./reading";

export const TABLES = [joining, masks, prompts, reading] as const;
