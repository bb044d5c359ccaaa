import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startChimes } from "./chimes";
import { me } from "./session";

const LONGEST = 80_000; // milliseconds until it looks again

class Stream {
  static readonly CLOSED = 2;
  static all: Stream[] = [];
  readyState = 0;
  constructor() {
    Stream.all.push(this);
  }
  addEventListener() {}
  close() {
    this.readyState = Stream.CLOSED;
  }
}

const page = { hidden: false };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("EventSource", Stream);
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", () => undefined);
});

afterEach(() => void vi.useRealTimers());

test("a stream that is refused is asked for again, and only by who is in and looks", () => {
  startChimes();
  vi.advanceTimersByTime(2 * LONGEST);
  expect(Stream.all).toHaveLength(0);
  me.value = { phone: "", state: "open", opensInDays: 0 };
  vi.advanceTimersByTime(5 * LONGEST);
  expect(Stream.all).toHaveLength(1); // it is open, or the browser tries by itself
  Stream.all[0]!.close(); // 503
  vi.advanceTimersByTime(LONGEST);
  expect(Stream.all).toHaveLength(2);
  page.hidden = true;
  Stream.all[1]!.close();
  vi.advanceTimersByTime(5 * LONGEST);
  expect(Stream.all).toHaveLength(2);
});
