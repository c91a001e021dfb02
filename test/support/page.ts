// A page of Chromium that a test looks at and works with, over the pipe of the DevTools protocol.
import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { flagsOf } from "../environments/browser.js";

export interface Page {
  /** Goes to an address, also one in the same page, and waits until it is there. */
  open(url: string): Promise<void>;
  /** The value of an expression in the page, as JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** Presses a key, as `key` of the event has it. */
  press(key: string): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  set(options: PageOptions): Promise<void>;
  /** For how long the page has computed so far, in milliseconds; what others on the machine take does not count. */
  busy(): Promise<number>;
  /** Addresses that were asked for, and whatever the console had to say, since the last `open`. */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface PageOptions {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
  readonly media?: "screen" | "print";
  readonly scripts?: boolean;
}

type Json = Readonly<Record<string, unknown>>;
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Json;
  readonly result?: Json;
  readonly error?: { readonly message: string };
}

/** Starts a Chromium with one page. `profile` is an empty folder. */
export async function openPage(chromium: string, profile: string): Promise<Page> {
  const child = spawn(chromium, [...flagsOf(profile), "--remote-debugging-pipe", "about:blank"], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const [requests, complaints]: [string[], string[]] = [[], []];
  let loaded: (() => void) | undefined;
  const heard = ({ method, params = {} }: Message): void => {
    if (method === "Page.loadEventFired") loaded?.();
    if (method === "Network.requestWillBeSent") requests.push((params["request"] as { url: string }).url);
    if (method === "Log.entryAdded" || method === "Runtime.exceptionThrown" || method === "Runtime.consoleAPICalled")
      complaints.push(JSON.stringify(params));
  };
  const call = protocol(child.stdio[3] as Writable, child.stdio[4] as Readable, heard);
  const { targetInfos } = await call("Target.getTargets");
  const { targetId } = (targetInfos as readonly { type: string; targetId: string }[]).find(({ type }) => type === "page") ?? {}; // prettier-ignore
  const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
  const send = (method: string, params: Json = {}): Promise<Json> => call(method, params, sessionId as string);
  for (const domain of ["Page", "Network", "Runtime", "Log"]) await send(`${domain}.enable`);
  await send("Performance.enable", { timeDomain: "threadTicks" });

  let scripted = true;
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true }); // prettier-ignore
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  };

  return {
    requests,
    complaints,
    async open(url) {
      const arrived = new Promise<void>((resolve) => (loaded = resolve));
      requests.length = complaints.length = 0;
      const { loaderId } = await send("Page.navigate", { url });
      // A move within the page loads nothing.
      if (loaderId !== undefined) await arrived;
      // A frame later, if anything can happen in it.
      if (scripted) await evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))");
    },
    evaluate,
    async press(key) {
      const text = key.length === 1 ? { text: key } : {};
      await send("Input.dispatchKeyEvent", { type: "keyDown", key, ...text });
      await send("Input.dispatchKeyEvent", { type: "keyUp", key });
    },
    async type(text) {
      await send("Input.insertText", { text });
    },
    async set({ width, scheme, media, scripts }) {
      if (width !== undefined)
        await send("Emulation.setDeviceMetricsOverride", { width, height: 800, deviceScaleFactor: 1, mobile: width < 600 }); // prettier-ignore
      if (scheme !== undefined || media !== undefined) {
        const features = scheme === undefined ? [] : [{ name: "prefers-color-scheme", value: scheme }];
        await send("Emulation.setEmulatedMedia", { media: media ?? "", features });
      }
      if (scripts === undefined) return;
      scripted = scripts;
      await send("Emulation.setScriptExecutionDisabled", { value: !scripts });
    },
    async busy() {
      const { metrics } = await send("Performance.getMetrics");
      const found = (metrics as readonly { name: string; value: number }[]).find(({ name }) => name === "TaskDuration");
      return (found?.value ?? NaN) * 1000;
    },
    async close() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}

/** Calls and their answers, a null byte behind each. */
function protocol(input: Writable, output: Readable, heard: (message: Message) => void) {
  const waiting = new Map<number, (message: Message) => void>();
  let [sent, rest] = [0, ""];
  output.setEncoding("utf8");
  output.on("data", (chunk: string) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop() ?? "";
    for (const text of messages) {
      const message = JSON.parse(text) as Message;
      if (message.id === undefined) heard(message);
      else waiting.get(message.id)?.(message);
    }
  });
  return (method: string, params: Json = {}, sessionId?: string): Promise<Json> =>
    new Promise((resolve, reject) => {
      const id = ++sent;
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result ?? {});
      });
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}
