/** Who leaves this device leaves it in every tab: another one must write nothing back after it. */
import { stopWriting } from "./store";

const LEFT = "mimi-left";
const MOMENT = 100; // milliseconds, in which the other tabs hear of it

/** Resolves when the others have stopped. The word itself does not stay, it would be a trace. */
export async function tellTabs(): Promise<void> {
  localStorage.setItem(LEFT, "1");
  localStorage.removeItem(LEFT);
  await new Promise((resolve) => setTimeout(resolve, MOMENT));
}

/** A tab whose member left in another one forgets him with the page, its drafts too. */
export function startLeaving(): void {
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== LEFT || !newValue) return;
    stopWriting();
    location.reload();
  });
}
