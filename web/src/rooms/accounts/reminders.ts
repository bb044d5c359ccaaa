/** Whether the member has yet to keep the vault, as this device knows. */
import { now } from "../../kit/place";
import { Drawer } from "../../kit/store";

const DAY = 86_400; // seconds

/** "words": 1 once they were written down. "later": when to ask again. */
const notes = new Drawer<number>("reminders");

export const wordsWritten = () => notes.put("words", 1);
export const areWordsWritten = async () => (await notes.get("words")) === 1;

export const later = () => notes.put("later", now() + DAY);
export const isLater = async () => ((await notes.get("later")) ?? 0) > now();
