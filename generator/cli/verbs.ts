// The verbs: the options of each, and what runs it. A verb's file is loaded when it is run, and nothing of another's.
import type { ParseArgsConfig } from "node:util";
import { nodeHost } from "../files.js";
import type { Format } from "../diagnostics.js";
import { formatOf, type Exit, type Io } from "./io.js";

export type Options = NonNullable<ParseArgsConfig["options"]>;

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

/** What stands on the command line behind the verb. */
export interface Arguments {
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly positionals: readonly string[];
}

export interface Verb {
  /** Undefined: it takes the command line apart itself, and has all of it as `positionals`. */
  readonly options: Options | undefined;
  readonly run: (given: Arguments, io: Io) => Promise<Exit>;
}

export const verbs: { readonly [name: string]: Verb } = {
  init: {
    options: {
      ...common,
      from: { type: "string", multiple: true },
      template: { type: "string" },
      ci: { type: "string" },
    },
    async run({ positionals, text, texts }, io) {
      const { runInit } = await import("./init.js");
      const own = { positionals, from: texts("from"), template: text("template"), ci: text("ci") };
      return runInit({ ...own, format: formatOf(text("format")) }, nodeHost(), io);
    },
  },
  validate: {
    options: { ...common, ...spec },
    async run(given, io) {
      const { runValidate } = await import("./validate.js");
      return runValidate({ ...sharedOf(given), specs: given.positionals }, nodeHost(), io);
    },
  },
  generate: {
    options: { ...common, ...spec, ...booleans },
    async run(given, io) {
      const { runGenerate } = await import("./generate.js");
      const { flag, positionals } = given;
      const flags = { check: flag("check"), diff: flag("diff"), dryRun: flag("dry-run"), force: flag("force"), adopt: flag("adopt"), noCache: flag("no-cache"), watch: flag("watch"), timings: flag("timings") }; // prettier-ignore
      return runGenerate({ ...sharedOf(given), ...flags, targets: positionals, quiet: false }, nodeHost(), io);
    },
  },
  export: {
    options: { ...common, config: spec.config, out: { type: "string", short: "o" } },
    async run(given, io) {
      const { runExport } = await import("./export.js");
      return runExport({ ...sharedOf(given), positionals: given.positionals, out: given.text("out") }, nodeHost(), io);
    },
  },
  import: {
    options: { ...common, out: { type: "string", short: "o" }, "module-by": { type: "string" }, force: booleans.force },
    async run({ positionals, flag, text }, io) {
      const { runImport } = await import("./import.js");
      const own = { positionals, out: text("out"), moduleBy: text("module-by"), force: flag("force") };
      return runImport({ ...own, format: formatOf(text("format")) }, nodeHost(), io);
    },
  },
  diff: {
    options: {
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
    async run(given, io) {
      const { runDiffVerb } = await import("./diff-verb.js");
      return runDiffVerb(given, nodeHost(), io);
    },
  },
  call: {
    options: undefined, // they depend on the spec
    async run({ positionals }, io) {
      const { runCall } = await import("./call.js");
      return runCall(positionals, nodeHost(), io);
    },
  },
  changelog: {
    options: {
      ...common,
      config: spec.config,
      target: { type: "string" },
      append: { type: "string" },
      date: { type: "string" },
      policy: { type: "string" },
      "zero-minor-for-features": { type: "boolean" },
    },
    async run(given, io) {
      const { runChangelogVerb } = await import("./diff-verb.js");
      return runChangelogVerb(given, nodeHost(), io);
    },
  },
  release: {
    options: {
      ...common,
      config: spec.config,
      base: { type: "string" },
      "dry-run": booleans["dry-run"],
      date: { type: "string" },
      policy: { type: "string" },
      "zero-minor-for-features": { type: "boolean" },
    },
    async run(given, io) {
      const { runReleaseVerb } = await import("./diff-verb.js");
      return runReleaseVerb(given, nodeHost(), io);
    },
  },
  mock: {
    options: {
      ...common,
      config: spec.config,
      port: { type: "string", short: "p" },
      host: { type: "string" },
      seed: { type: "string" },
      latency: { type: "string" },
      origin: { type: "string" },
      fault: { type: "string", multiple: true },
    },
    async run(given, io) {
      const { runMock } = await import("./mock.js");
      const { positionals, text, texts } = given;
      const own = { port: text("port"), host: text("host"), seed: text("seed"), latency: text("latency"), origin: text("origin") }; // prettier-ignore
      return runMock({ ...sharedOf(given), ...own, positionals, faults: texts("fault") }, nodeHost(), io);
    },
  },
  docs: {
    options: {
      ...common,
      config: spec.config,
      out: { type: "string", short: "o", default: "site" },
      base: { type: "string", default: "/" },
      from: { type: "string" },
    },
    async run(given, io) {
      const { runDocs } = await import("./docs.js");
      const { positionals, text } = given;
      const own = { targets: positionals, out: text("out") ?? "", base: text("base") ?? "", from: text("from") };
      return runDocs({ ...sharedOf(given), ...own }, nodeHost(), io);
    },
  },
  explain: {
    options: { ...common },
    async run({ positionals }, io) {
      const { runExplain } = await import("./explain.js");
      return runExplain(positionals, io);
    },
  },
};

/** What most verbs are told. */
function sharedOf({ flag, text }: Arguments): { readonly config: string; readonly format: Format; readonly verbose: boolean } {
  return { config: text("config") ?? "", format: formatOf(text("format")), verbose: flag("verbose") };
} // prettier-ignore
