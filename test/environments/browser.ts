// Chromium, driven by nothing but its command line: a page runs the checks and sends what came of them to its own server.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Pages, startScripted } from "./server.js";
import type { Results } from "./suite.js";

/** The path of a Chromium; undefined if there is none. */
export function findChromium(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const paths = folders.flatMap((folder) =>
    ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)),
  );
  return paths.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Visit {
  readonly chromium: string;
  /** Text of a script that defines `runSuite`. */
  readonly bundle: string;
  /** Who runs the checks: the page, also against an API of another origin, or a worker of the page. */
  readonly where: "page" | "other origin" | "worker";
  /** An empty folder. */
  readonly profile: string;
}

/** Opens a page that runs the checks. */
export async function visit({ chromium, bundle, where, profile }: Visit): Promise<Results> {
  let tell: (results: Results) => void;
  const told = new Promise<Results>((resolve) => (tell = resolve));
  const api = await startScripted();
  const pages: Pages = (path, body) => {
    if (path === "/results") tell(JSON.parse(body) as Results);
    const script = (text: string) => ({ type: "text/javascript; charset=utf-8", text });
    const run = `${bundle}\nrunSuite({ url: ${where === "other origin" ? `"${api.url}"` : "location.origin"}, browser: true })
      .catch((error) => ({ "the suite": String(error.stack) }))
      .then((results) => fetch("/results", { method: "POST", body: JSON.stringify(results) }));`;
    if (path === "/run.js") return script(run);
    if (path === "/") return { type: "text/html", text: `<!doctype html><script src="/start.js"></script>` };
    if (path === "/start.js") return script(where === "worker" ? `new Worker("/run.js");` : run);
    return path === "/results" || path === "/favicon.ico" ? script("") : undefined;
  };
  const server = await startScripted(pages);
  const browser = open(chromium, profile, `${server.url}/`);
  try {
    return await Promise.race([told, browser.failed]);
  } finally {
    await browser.close();
    await Promise.all([server.close(), api.close()]);
  }
}

/** For all checks in one place. They take two seconds. */
const limitMs = 60_000;

/** Without a window, in a folder of its own, and with nothing that it does of its own accord. */
export function flagsOf(profile: string): readonly string[] {
  const off = ["gpu", "extensions", "background-networking", "component-update", "sync", "dev-shm-usage"];
  const flags = ["--headless", "--no-sandbox", "--no-first-run", ...off.map((name) => `--disable-${name}`)];
  return [...flags, `--user-data-dir=${profile}`];
}

function open(chromium: string, profile: string, url: string) {
  // In a group of its own: it has processes of its own to end.
  const child = spawn(chromium, [...flagsOf(profile), url], { detached: true });
  let said = "";
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const late = setTimeout(() => void close(), limitMs);
  const failed = new Promise<never>((_, reject) => {
    child.on("error", reject);
    void ended.then(() => reject(new Error(`the browser has ended, or said nothing for ${limitMs} ms: ${said}`)));
  });
  failed.catch(() => {});
  const close = (): Promise<void> => {
    clearTimeout(late);
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, "SIGKILL");
    return ended;
  };
  return { failed, close };
}
