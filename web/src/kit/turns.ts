/** One after another, over all tabs: what sends, and what takes back before it is sent. */

let last: Promise<unknown> = Promise.resolve();

export function inTurn<Made>(work: () => Promise<Made>): Promise<Made> {
  const turn = last.then(() => alone(work));
  last = turn.catch(() => undefined);
  return turn;
}

function alone<Made>(work: () => Promise<Made>): Promise<Made> {
  const locks = globalThis.navigator?.locks; // none without HTTPS, but on this machine
  return locks ? (locks.request("mimi-outbox", work) as Promise<Made>) : work();
}
