// argv → a verb. Loads only what the verb needs.
import { parseArgs, type ParseArgsConfig } from "node:util";
import { catalogue, type Code } from "../catalogue/index.js";
import { nodeHost } from "../files.js";
import { didYouMean } from "../names.js";
import type { GenerateOptions } from "./generate.js";
import { exit, formatOf, isOfMachine, UsageError, type Exit, type Io } from "./io.js";

type Options = NonNullable<ParseArgsConfig["options"]>;

const common = {
  format: { type: "string" },
  "no-color": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const satisfies Options;
const spec = {
  config: { type: "string", short: "c", default: "actionwright.config.yaml" },
  verbose: { type: "boolean" },
} as const satisfies Options;
const booleans = {
  check: { type: "boolean" },
  diff: { type: "boolean" },
  "dry-run": { type: "boolean" },
  force: { type: "boolean" },
  adopt: { type: "boolean" },
  "no-cache": { type: "boolean" },
  watch: { type: "boolean" },
  timings: { type: "boolean" },
} as const satisfies Options;

const verbs: { readonly [verb: string]: Options } = {
  init: {
    ...common,
    from: { type: "string", multiple: true },
    template: { type: "string" },
    ci: { type: "string" },
  },
  validate: { ...common, ...spec },
  generate: { ...common, ...spec, ...booleans },
  export: { ...common, config: spec.config, out: { type: "string", short: "o" } },
  import: { ...common, out: { type: "string", short: "o" }, "module-by": { type: "string" }, force: booleans.force },
  diff: {
    ...common,
    config: spec.config,
    target: { type: "string" },
    out: { type: "string", short: "o" },
    policy: { type: "string" },
    unreachable: { type: "string" },
    "fail-on": { type: "string" },
    "exit-zero": { type: "boolean" },
    "check-version": { type: "boolean" },
    "strict-accepts": { type: "boolean" },
    "zero-minor-for-features": { type: "boolean" },
    bump: { type: "boolean" },
    prove: { type: "boolean" },
    schema: { type: "boolean" },
    level: { type: "string" },
    group: { type: "string" },
    all: { type: "boolean" },
    reason: { type: "string" },
    by: { type: "string" },
    until: { type: "string" },
    issue: { type: "string" },
    only: { type: "string", multiple: true },
  },
  call: {},
  changelog: {
    ...common,
    config: spec.config,
    target: { type: "string" },
    append: { type: "string" },
    date: { type: "string" },
    policy: { type: "string" },
    "zero-minor-for-features": { type: "boolean" },
  },
  release: {
    ...common,
    config: spec.config,
    base: { type: "string" },
    "dry-run": booleans["dry-run"],
    date: { type: "string" },
    policy: { type: "string" },
    "zero-minor-for-features": { type: "boolean" },
  },
  mock: {
    ...common,
    config: spec.config,
    port: { type: "string", short: "p" },
    host: { type: "string" },
    seed: { type: "string" },
    latency: { type: "string" },
    origin: { type: "string" },
    fault: { type: "string", multiple: true },
  },
  docs: {
    ...common,
    config: spec.config,
    out: { type: "string", short: "o", default: "site" },
    base: { type: "string", default: "/" },
    from: { type: "string" },
  },
  explain: { ...common },
};

/** Runs one command and answers with its exit code. Only bugs of ours are thrown. */
export async function main(argv: readonly string[], io: Omit<Io, "version">, version: string): Promise<Exit> {
  try {
    return await run(argv, { ...io, version });
  } catch (error) {
    if (!(error instanceof UsageError) && !isOfMachine(error)) throw error;
    io.live("");
    io.err(`error: ${error.message}\n`);
    return error instanceof UsageError ? exit.usage : exit.io;
  }
}

async function run(argv: readonly string[], io: Io): Promise<Exit> {
  const [verb = "", ...rest] = argv;
  if (verb === "") return help(undefined, io, exit.usage);
  if (["help", "--help", "-h"].includes(verb)) return help(rest[0], io, exit.ok);
  if (["--version", "-V"].includes(verb)) return print(io, `${io.version}\n`, exit.ok);
  if (verb === "call") {
    const { runCall } = await import("./call.js"); // its options depend on the spec
    return runCall(rest, nodeHost(), io);
  }
  const { values, positionals } = parse(rest, optionsOf(verb));
  if (values["help"]) return help(verb, io, exit.ok);
  if (values["version"]) return print(io, `${io.version}\n`, exit.ok);
  return runVerb(
    verb,
    {
      flag: (name) => values[name] === true,
      text: (name) => values[name] as string | undefined,
      texts: (name) => (values[name] ?? []) as readonly string[],
      positionals,
    },
    io,
  );
}

/** The text of a verb, or that of all of them. */
async function help(verb: string | undefined, io: Io, code: Exit): Promise<Exit> {
  if (verb !== undefined) optionsOf(verb);
  const { usage, verbUsage } = await import("./help.js");
  return print(io, verb === undefined ? usage : (verbUsage[verb] ?? usage), code);
}

/** The options that a verb has. */
function optionsOf(verb: string): Options {
  const options = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (options) return options;
  const advice = didYouMean(verb, verb.startsWith("-") ? ["--help", "--version"] : Object.keys(verbs));
  if (advice !== undefined || !verb.startsWith("-"))
    throw new UsageError(`there is no verb \`${verb}\`: ${advice ?? "see `actionwright --help`"}`);
  throw new UsageError(`the verb comes first: \`actionwright <verb> ${verb} …\`, see \`actionwright --help\``);
}

/** What stands on the command line behind the verb. */
export interface Arguments {
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly positionals: readonly string[];
}

async function runVerb(verb: string, given: Arguments, io: Io): Promise<Exit> {
  const { flag, text, positionals } = given;
  if (verb === "diff") {
    const { runDiffVerb } = await import("./diff-verb.js");
    return runDiffVerb(given, nodeHost(), io);
  }
  if (verb === "changelog") {
    const { runChangelogVerb } = await import("./diff-verb.js");
    return runChangelogVerb(given, nodeHost(), io);
  }
  if (verb === "release") {
    const { runReleaseVerb } = await import("./diff-verb.js");
    return runReleaseVerb(given, nodeHost(), io);
  }
  const shared = { config: text("config") ?? "", format: formatOf(text("format")), verbose: flag("verbose") };
  switch (verb) {
    case "validate": {
      const { runValidate } = await import("./validate.js");
      return runValidate({ ...shared, specs: positionals }, nodeHost(), io);
    }
    case "generate": {
      const { runGenerate } = await import("./generate.js");
      const options: GenerateOptions = {
        ...shared,
        targets: positionals,
        check: flag("check"),
        diff: flag("diff"),
        dryRun: flag("dry-run"),
        force: flag("force"),
        adopt: flag("adopt"),
        noCache: flag("no-cache"),
        watch: flag("watch"),
        quiet: false,
        timings: flag("timings"),
      };
      return runGenerate(options, nodeHost(), io);
    }
    case "export": {
      const { runExport } = await import("./export.js");
      return runExport({ ...shared, positionals, out: text("out") }, nodeHost(), io);
    }
    case "import": {
      const { runImport } = await import("./import.js");
      const own = { positionals, out: text("out"), moduleBy: text("module-by"), format: shared.format };
      return runImport({ ...own, force: flag("force") }, nodeHost(), io);
    }
    case "mock": {
      const { runMock } = await import("./mock.js");
      const own = {
        port: text("port"),
        host: text("host"),
        seed: text("seed"),
        latency: text("latency"),
        origin: text("origin"),
      };
      return runMock({ ...shared, ...own, positionals, faults: given.texts("fault") }, nodeHost(), io);
    }
    case "docs": {
      const { runDocs } = await import("./docs.js");
      const own = { targets: positionals, out: text("out") ?? "", base: text("base") ?? "", from: text("from") };
      return runDocs({ ...shared, ...own }, nodeHost(), io);
    }
    case "init": {
      const { runInit } = await import("./init.js");
      const own = { positionals, from: given.texts("from"), template: text("template"), ci: text("ci") };
      return runInit({ ...own, format: shared.format }, nodeHost(), io);
    }
    default:
      return runExplain(positionals, io);
  }
}

async function runExplain(names: readonly string[], io: Io): Promise<Exit> {
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new UsageError("`explain` takes one code, such as AW2104, or one kind of change, such as field-removed");
  const { explain } = await import("../frame.js");
  const { explainKind, explainedNames } = await import("../diff/rules.js");
  const code = Object.keys(catalogue).find((candidate) => candidate === name.toUpperCase());
  const text = code === undefined ? explainKind(name.toLowerCase(), io.color) : explain(code as Code, io.color);
  if (text !== undefined) return print(io, `${text}\n`, exit.ok);
  const advice = didYouMean(name, [...Object.keys(catalogue), ...explainedNames]);
  throw new UsageError(
    `there is no diagnostic and no change \`${name}\`: ${advice ?? "codes look like AW2104, kinds of change like field-removed"}`,
  );
}

function parse(
  args: readonly string[],
  options: Options,
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(complaintOf((error as Error).message, options));
  }
}

/** What Node says of an option, in our words and with a way out. */
function complaintOf(message: string, options: Options): string {
  const option = /'(?:-\S, )?([^\s']+)/.exec(message)?.[1] ?? "";
  const flags = Object.keys(options).map((name) => `--${name}`);
  if (message.startsWith("Unknown option"))
    return `there is no option \`${option}\`: ${didYouMean(option, flags) ?? `known: ${flags.join(", ")}`}`;
  if (message.includes("does not take an argument")) return `\`${option}\` takes no value: write \`${option}\` alone`;
  return `\`${option}\` wants a value: \`${option} <value>\`, or \`${option}=<value>\` if it begins with a dash`;
}

function print(io: Io, text: string, code: Exit): Exit {
  (code === exit.ok ? io.out : io.err)(text);
  return code;
}
