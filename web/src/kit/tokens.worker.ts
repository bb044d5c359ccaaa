import { TASKS, type Tasks } from "./tokens-work";

export interface Order {
  number: number;
  task: keyof Tasks;
  given: unknown[];
}

export interface Delivery {
  number: number;
  made?: unknown;
  failed?: string;
}

function work({ number, task, given }: Order): Delivery {
  try {
    return { number, made: (TASKS[task] as (...given: unknown[]) => unknown)(...given) };
  } catch (error) {
    return { number, failed: String(error) };
  }
}

addEventListener("message", ({ data }: MessageEvent<Order>) => postMessage(work(data)));
