/** The browser's offer to put the page on the home screen, kept until the member wants it. */
import { signal } from "@preact/signals";

interface Offer extends Event {
  prompt(): Promise<unknown>;
}

export const offer = signal<Offer | null>(null);

export function keepOffer(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // not in the middle of reading
    offer.value = event as Offer;
  });
}
