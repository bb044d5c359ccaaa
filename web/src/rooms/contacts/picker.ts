/**
 * The contact picker that some phones have: the member ticks people, the page gets only those, and
 * asks for nothing but their numbers.
 */
import type { Read } from "./reading";
import { numbersOf } from "./reading/field";

interface ContactsManager {
  select(properties: ["tel"], options: { multiple: boolean }): Promise<{ tel?: string[] }[]>;
}

const manager = () => (navigator as Navigator & { contacts?: ContactsManager }).contacts;

export const canPick = (): boolean => typeof manager()?.select === "function";

/** Nothing when the member closes the picker again. */
export async function pick(): Promise<Read> {
  const picked = (await manager()?.select(["tel"], { multiple: true }).catch(() => [])) ?? [];
  const found = picked.flatMap(({ tel }) => tel ?? []).map(numbersOf);
  return { numbers: [...new Set(found.flat())], unread: found.filter((one) => !one.length).length };
}
