/**
 * The one place that says what may run beside the page. The server allows this policy and no other
 * (Trusted Types): whatever slips into the page, no text becomes code and no foreign file is run.
 */
interface Policy {
  createScriptURL(address: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const OURS = [import.meta.env.BASE_URL, "/sw.js"];

const rules: Policy = {
  createScriptURL(address) {
    const { origin, pathname } = new URL(address, location.origin);
    if (origin === location.origin && OURS.some((path) => pathname.startsWith(path))) return address;
    throw new TypeError("not a script of this page");
  },
};

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes; // not in every browser
let policy: Policy | undefined;

/** A script of ours, as browsers want it named. */
export function script(address: string): string {
  policy ??= factory?.createPolicy("mimi", rules) ?? rules;
  return policy.createScriptURL(address);
}
