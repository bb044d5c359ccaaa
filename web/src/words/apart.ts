/** Words of the pages that are not for members. */
import { consoleWords } from "./console";
import { problems } from "./problems";

export const TABLES = [consoleWords, problems] as const;
