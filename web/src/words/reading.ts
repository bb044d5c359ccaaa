/** Words of the feed, telling, threads and one's own secrets. */
import type { Table } from "./mechanism";

export const reading = {
  "tab.feed": ["看", "Read"],
  "tab.mine": ["我的", "Mine"],
  "tab.tell": ["说", "Tell"],
} as const satisfies Table;
