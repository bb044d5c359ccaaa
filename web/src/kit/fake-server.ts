/** A server for tests: the paths that telling needs, with the real arithmetic of tokens. */
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { b64, fromB64, utf8, uuidHex } from "./bytes";
import type { BatchOffer, BulletinLine, Circle, Place } from "./types";

export interface Sent {
  token: string;
  body: string;
  credentials: RequestCredentials | undefined;
}


export class FakeServer {
  label = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  state: Circle["state"] = "publishing";
  keys = ristretto255_oprf.oprf.generateKeyPair();
  /** The key it says it has; another one than it uses, when it cheats. */
  shown = this.keys;
  rest = 0;
  /** Every attempt to tell, answered by what `answers` holds, then by 202. */
  sent: Sent[] = [];
  /** Everything that was asked with the cookie. */
  asked: string[] = [];
  answers: ("lost" | string)[] = [];
  now = 1000;
  /** Every claim of a token that is to come back, refused by the name in `refuses`. */
  claims: { secret: string; label: string; blinded: string }[] = [];
  refuses = "";
  /** What the bulletin says. */
  out: BulletinLine[] = [];

  readonly fetch = async (path: string, request: RequestInit = {}): Promise<Response> => {
    if (request.credentials !== "omit") this.asked.push(path);
    if (path === "/v1/place") return Response.json(this.place());
    if (path === "/v1/circle") return Response.json({ state: this.state, at_least: 12 });
    if (path === "/v1/batches" && request.method === "GET") return Response.json([this.offer()]);
    if (path === "/v1/batches") return Response.json(this.evaluate(String(request.body)));
    if (path === "/v1/secrets") return this.tell(request);
    if (path === "/v1/bulletin") return Response.json({ edition: 0, secrets: this.out });
    if (path === "/v1/refunds") return this.refund(String(request.body));
    return problem(404, "not-found");
  };

  private place(): Partial<Place> {
    const rhythm = { token_rest: this.rest } as Place["rhythm"];
    return { now: this.now, rhythm, token_key: b64(this.shown.publicKey) };
  }

  private offer(): BatchOffer {
    return { label: this.label, purpose: "post", epoch: 0, ends: 2_000_000, tokens: 3 };
  }

  private evaluate(body: string) {
    const [batch] = JSON.parse(body).batches as [{ label: string; blinded: string[] }];
    return [this.evaluated(batch)];
  }

  private evaluated(batch: { label: string; blinded: string[] }) {
    const poprf = ristretto255_oprf.poprf(utf8(`mimi/post/${uuidHex(this.label)}/0`));
    const made = poprf.blindEvaluateBatch(this.keys.secretKey, batch.blinded.map(fromB64));
    return { label: batch.label, evaluated: made.evaluated.map(b64), proof: b64(made.proof) };
  }

  private refund(body: string): Response {
    this.claims.push(JSON.parse(body));
    if (this.refuses) return problem(409, this.refuses);
    const { label, blinded } = this.claims.at(-1)!;
    return Response.json(this.evaluated({ label, blinded: [blinded] }));
  }

  private async tell({ headers, body, credentials }: RequestInit): Promise<Response> {
    const token = new Headers(headers).get("mimi-token") ?? "";
    this.sent.push({ token, body: String((body as FormData).get("secret")), credentials });
    const answer = this.answers.shift();
    if (answer === "lost") throw new TypeError("the connection broke");
    return answer ? problem(409, answer) : Response.json({}, { status: 202 });
  }
}

function problem(status: number, name: string): Response {
  return Response.json({ type: `/problems/${name}` }, { status });
}
