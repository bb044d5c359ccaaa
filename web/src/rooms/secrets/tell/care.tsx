import { later } from "../../../kit/later";

/** The helper; it comes once something is being written. */
export const Care = later(async () => (await import("./care/caring")).Caring);
