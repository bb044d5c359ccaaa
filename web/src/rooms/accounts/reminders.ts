/** Whether the member has yet to keep the vault, as this device knows. */
import { Drawer } from "../../kit/store";

/** "words": 1 once they were written down. */
const notes = new Drawer<number>("reminders");

export const wordsWritten = () => notes.put("words", 1);
export const areWordsWritten = async () => (await notes.get("words")) === 1;
