/** Words of the pages that are not for members. */
import { aboutMe } from "./about-me";
import { consoleWords } from "./console";
import { problems } from "./problems";

export const TABLES = [aboutMe, consoleWords, problems] as const;
