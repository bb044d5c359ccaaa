/** Who leaves this device leaves it in every tab: another one must write nothing back after it. */
import { stopWriting } from "./store";

const LEAVING = "mimi-leaving";
const MOMENT = 100; // milliseconds, in which the other tabs hear of it
const LONG = 5_000; // milliseconds, after which whoever was leaving was interrupted

/** Erases once the other tabs have stopped, and lets them go on after. The word does not stay: it would be a trace. */
export async function inAllTabs(erase: () => Promise<void>): Promise<void> {
  localStorage.setItem(LEAVING, "1");
  try {
    await new Promise((resolve) => setTimeout(resolve, MOMENT));
    await erase();
  } finally {
    localStorage.removeItem(LEAVING);
  }
}

/**
 * A tab whose member leaves in another one forgets him with the page, its drafts too. Not before all
 * is erased: it would read him from the device once more.
 */
export function startLeaving(): void {
  const reload = () => location.reload();
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== LEAVING) return;
    if (newValue === null) return reload();
    stopWriting();
    setTimeout(reload, LONG);
  });
}
