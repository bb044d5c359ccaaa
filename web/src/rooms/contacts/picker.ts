/** The contact picker that some phones have: the member ticks people, the page gets only those. */

interface Picked {
  name?: string[];
  tel?: string[];
}

interface ContactsManager {
  select(properties: string[], options: { multiple: boolean }): Promise<Picked[]>;
}

const manager = () => (navigator as Navigator & { contacts?: ContactsManager }).contacts;

export const canPick = (): boolean => manager() !== undefined;

/** One line a number, with its name. */
export async function pickNumbers(): Promise<string[]> {
  const picked = (await manager()?.select(["name", "tel"], { multiple: true })) ?? [];
  return picked.flatMap(({ name, tel }) => (tel ?? []).map((one) => `${name?.[0] ?? ""} ${one}`.trim()));
}
