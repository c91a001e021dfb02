// `mock`: a spec → a server that answers its actions, until it is ended.
import { createReport } from "../diagnostics.js";
import { logLine, visible } from "../doors.js";
import type { Format } from "../diagnostics.js";
import type { Host } from "../load.js";
import { createMockServer, parseFault, type MockRequest, type PlannedFault } from "../mock.js";
import { readMarks } from "../mock/marks.js";
import { allActions, type Model } from "../model.js";
import { didYouMean } from "../names.js";
import { attempt } from "../system.js";
import { counted, exit, printDiagnostics, refused, UsageError, type Exit, type Io } from "./io.js";
import { readNamed } from "./named.js";

export interface MockVerbOptions {
  readonly positionals: readonly string[];
  readonly config: string;
  readonly format: Format;
  readonly port: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly seed: string | undefined;
  readonly latency: string | undefined;
  /** `[action:]status=503;times=2`, each. */
  readonly faults: readonly string[];
}

export async function runMock(options: MockVerbOptions, host: Host, io: Io): Promise<Exit> {
  const [wanted, ...rest] = options.positionals;
  if (rest.length > 0) throw new UsageError("one mock is of one spec: see `actionwright mock --help`");
  const port = numberOf(options.port ?? "0", "port", 65_535);
  const latency = numberOf(options.latency ?? "0", "latency", 600_000);
  const origin = originOf(options.origin);
  const report = createReport();
  const { files, model } = await readNamed(wanted, options.config, { host, report, io });
  if (model && !report.hasErrors) readMarks(model, report);
  await printDiagnostics(report.all, files, { io: { ...io, out: io.err }, format: options.format });
  if (model === undefined || report.hasErrors) return refused(report.all, "no mock started", io);
  const faults = options.faults.map((text) => plannedOf(text, model));
  const interrupted = io.interrupted(); // asked for first: whoever sees the address may end it
  const onRequest = (request: MockRequest): void => io.err(lineOf(request));
  const address = `${options.host ?? "127.0.0.1"}:${port}`;
  const server = await attempt("listen at", address, () => createMockServer(model, { port, host: options.host, origin, seed: options.seed, latency, faults, onRequest })); // prettier-ignore
  io.out(`${server.url}\n`);
  io.err(`${visible(model.title)}: ${counted(allActions(model).length, "action")}; Ctrl+C ends it\n`);
  await interrupted;
  await server.close();
  return exit.ok;
}

function numberOf(text: string, option: string, most: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number <= most) return number;
  throw new UsageError(`\`--${option}\` is a whole number up to ${most}`);
}

/** What browsers call an origin: without a path. */
function originOf(text: string | undefined): string | undefined {
  if (text === undefined || text === "*" || (URL.canParse(text) && new URL(text).origin === text)) return text;
  throw new UsageError("`--origin` is `*` or an origin: `https://app.example.com`");
}

/** A fault for all actions, or for the one before the colon. */
function plannedOf(text: string, model: Model): PlannedFault {
  const [, action, rest = ""] = /^(?:([\w-]+):)?(.*)$/s.exec(text) ?? [];
  const names = allActions(model).map(({ name }) => name);
  if (action !== undefined && !names.includes(action))
    throw new UsageError(
      `\`--fault\`: there is no action \`${action}\`: ${didYouMean(action, names) ?? "see the spec"}`,
    );
  const fault = parseFault(rest, true);
  if (typeof fault === "string") throw new UsageError(`\`--fault\`: ${visible(fault)}`);
  return action === undefined ? fault : { ...fault, action };
}

/** What somebody sent is seen, and does nothing. */
function lineOf({ method, url, action, status }: MockRequest): string {
  const path = url.length > LONGEST ? `${url.slice(0, LONGEST)}…` : url;
  const what = action === undefined ? "" : ` ${action}`;
  return `${logLine(visible(`${method} ${path} → ${status ?? "no answer"}${what}`))}\n`;
}

const LONGEST = 200;
