/** A passkey as a moderator's second proof: the server checks what it signs (WebAuthn). */
import { Problem } from "../kit/api";
import { b64, fromB64 } from "../kit/bytes";
import { noPasskey } from "../kit/passkey";

const ALGORITHMS = [-8, -7, -257]; // EdDSA, ES256, RS256: what the server verifies

const text = (bytes: ArrayBuffer) => b64(new Uint8Array(bytes));
const given = (challenge: string) => fromB64(challenge) as Uint8Array<ArrayBuffer>;

async function asked(work: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const missing = noPasskey();
  if (missing) throw new Problem(missing);
  try {
    return (await work()) as PublicKeyCredential;
  } catch {
    throw new Problem("passkey-cancelled");
  }
}

/**
 * One for each name: made again, it takes the place of the one before (WebAuthn 2, 6.3.2). A second
 * one of the same name, left by a try that the server refused, would be offered at signing in too.
 */
export async function makePasskey(challenge: string, name: string, place: string) {
  const user = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name));
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: given(challenge),
        rp: { name: place },
        user: { id: user, name, displayName: name },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      },
    }),
  );
  const response = made.response as AuthenticatorAttestationResponse;
  return { id: made.id, client_data: text(response.clientDataJSON), attestation: text(response.attestationObject) };
}

/** Any passkey of this place: the server says nothing of which there are. */
export async function usePasskey(challenge: string) {
  const used = await asked(() =>
    navigator.credentials.get({ publicKey: { challenge: given(challenge), userVerification: "required" } }),
  );
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    id: used.id,
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
  };
}
