/** Calls the slow functions in their worker; without workers (tests), where we are. */
import { script } from "./scripts";
import type { Tasks } from "./tokens-work";
import type { Delivery } from "./tokens.worker";
import address from "./tokens.worker.ts?worker&url";

type Waiting = { resolve: (made: unknown) => void; reject: (error: Error) => void };

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let orders = 0;

function hire(): Worker {
  const hired = new Worker(script(address), { type: "module" });
  hired.addEventListener("message", ({ data }: MessageEvent<Delivery>) => {
    const { resolve, reject } = waiting.get(data.number)!;
    waiting.delete(data.number);
    if (data.failed === undefined) resolve(data.made);
    else reject(new Error(data.failed));
  });
  hired.addEventListener("error", dismiss); // without a network its file cannot be had: try again later
  return hired;
}

/** Nothing that it was asked for is coming any more. */
function dismiss(): void {
  worker = null;
  for (const { reject } of waiting.values()) reject(new Error("no worker"));
  waiting.clear();
}

export async function inWorker<Task extends keyof Tasks>(
  task: Task,
  ...given: Parameters<Tasks[Task]>
): Promise<ReturnType<Tasks[Task]>> {
  if (typeof Worker === "undefined") {
    const { TASKS } = await import("./tokens-work");
    return (TASKS[task] as (...given: unknown[]) => ReturnType<Tasks[Task]>)(...given);
  }
  worker ??= hire();
  const number = ++orders;
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve: resolve as Waiting["resolve"], reject });
    worker!.postMessage({ number, task, given });
  });
}
