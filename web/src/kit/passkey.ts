/**
 * A passkey as a key to the vault, by the PRF extension of WebAuthn. It signs nobody in: only what
 * the authenticator makes of our salt is used, here on the device, so the server checks nothing.
 */
import { Problem } from "./api";
import { utf8 } from "./bytes";

const SALT = utf8("mimi/v1/passkey") as Uint8Array<ArrayBuffer>;
const prf = { eval: { first: SALT } };
const chance = (length: number) => crypto.getRandomValues(new Uint8Array(length));

interface Outputs {
  prf?: { enabled?: boolean; results?: { first: ArrayBuffer } };
}

const ADDRESS = /^(\[.*\]|\d+(\.\d+){3})$/;

/** Why there can be no passkey here; null when there may be one. */
export function noPasskey(): "passkey-unknown" | "passkey-address" | null {
  if (ADDRESS.test(location.hostname)) return "passkey-address"; // passkeys belong to a name
  return typeof PublicKeyCredential === "undefined" ? "passkey-unknown" : null;
}

async function asked(work: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const missing = noPasskey();
  if (missing) throw new Problem(missing);
  try {
    return (await work()) as PublicKeyCredential;
  } catch (error) {
    const known = (error as Error).name === "NotSupportedError";
    throw new Problem(known ? "passkey-no-prf" : "passkey-cancelled");
  }
}

function made(by: PublicKeyCredential): Uint8Array | null {
  const first = (by.getClientExtensionResults() as Outputs).prf?.results?.first;
  return first ? new Uint8Array(first) : null;
}

/** The secret of a new passkey. Its account name is random, so that it names no account of ours. */
export async function makePasskey(name: string): Promise<Uint8Array> {
  const credential = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: chance(32),
        rp: { name },
        user: { id: chance(16), name, displayName: name },
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: {
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "required",
        },
        extensions: { prf },
      },
    }),
  );
  // Some make the secret only when it is used, not when it is made.
  const secret = made(credential) ?? (await usePasskey(credential.rawId).catch(() => null));
  if (!secret) throw new Problem("passkey-no-prf");
  return secret;
}

/** The secret of a passkey that the member picks, or of this one. */
export async function usePasskey(id?: ArrayBuffer): Promise<Uint8Array> {
  const credential = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: chance(32),
        userVerification: "required",
        allowCredentials: id ? [{ type: "public-key", id }] : [],
        extensions: { prf },
      },
    }),
  );
  const secret = made(credential);
  if (!secret) throw new Problem("passkey-no-prf");
  return secret;
}
