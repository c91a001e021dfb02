// `call`: one action of a spec, called from a shell by the client that a package of it would have.
import { createReport } from "../diagnostics.js";
import { visible } from "../doors.js";
import type { Host } from "../load.js";
import { allActions, type Action, type Model } from "../model.js";
import { didYouMean, quoted } from "../names.js";
import { splitCall, type Given } from "./call/arguments.js";
import { actionList } from "./call/help.js";
import { runAction } from "./call/run.js";
import { verbUsage } from "./help.js";
import { readNamed } from "./named.js";
import { exit, formatOf, printDiagnostics, refused, UsageError, type Exit, type Io } from "./io.js";

export async function runCall(argv: readonly string[], host: Host, io: Io): Promise<Exit> {
  const split = splitCall(argv);
  const [spec, name] = split.positionals;
  if (spec === undefined) return withoutSpec(split.given, io);
  const format = formatOf(split.given.get("format")?.at(-1));
  const report = createReport();
  const config = split.given.get("config")?.at(-1) ?? "actionwright.config.yaml";
  const { files, model } = await readNamed(spec, config, { host, report, io });
  if (model === undefined || report.hasErrors) {
    await printDiagnostics(report.all, files, { io: { ...io, out: io.err }, format });
    return refused(report.all, "nothing called", io);
  }
  if (name === undefined) return print(actionList(model), io);
  return runAction(findAction(name, model), { spec, model, split, io });
}

function withoutSpec(given: Given, io: Io): Exit {
  if (given.has("version")) return print(`${io.version}\n`, io);
  if (given.has("help")) return print(verbUsage["call"] ?? "", io);
  throw new UsageError("which spec, and which action? `actionwright call <spec>` lists its actions");
}

function print(text: string, io: Io): Exit {
  io.out(text);
  return exit.ok;
}

/** By its name on the wire, as the client has it (`devices.setProperty`), or by its class. */
function findAction(name: string, model: Model): Action {
  const actions = allActions(model);
  const forms = [
    (action: Action) => action.name,
    (action: Action) => `${action.group}.${action.method}`,
    (action: Action) => action.className,
  ];
  const found = forms.map((form) => actions.filter((action) => form(action) === name)).find(({ length }) => length > 0);
  const [action, ...others] = found ?? [];
  if (action && others.length === 0) return action;
  if (action)
    throw new UsageError(`\`${name}\` is more than one action: ${quoted((found ?? []).map((each) => each.name))}`);
  const advice = didYouMean(name, forms.flatMap((form) => actions.map(form))); // prettier-ignore
  throw new UsageError(
    `there is no action \`${visible(name)}\`: ${advice ?? "without an action, `actionwright call <spec>` lists them"}`,
  );
}
