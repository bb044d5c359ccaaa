/** Words of the pages that are not for members; importing them adds them, and those of problems. */
import { consoleWords } from "./console";
import { addWords } from "./index";
import { problems } from "./problems";

export const APART = [consoleWords] as const;

addWords([...APART, problems]);
