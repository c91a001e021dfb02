// A model → its client and its modules, loaded into this process: what a program gets that imports the package, without the
// package. The emitters' drafts become JavaScript in a folder of their own, beside a runtime that the build has made.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceDraft } from "./code/draft.js";
import { createScope } from "./code/scope.js";
import { scriptOf } from "./code/script.js";
import { emitClient } from "./emit/client.js";
import { emitModule } from "./emit/module/index.js";
import type { Model } from "./model.js";
import { coreName } from "./target.js";

/** What a module exports. Who looks for something there knows what the emitters have made. */
export type Exports = Readonly<Record<string, unknown>>;

export interface LivePackage {
  /** What `client.ts` of a package exports. */
  readonly client: Exports;
  /** The name of the client's class in it. */
  readonly clientName: string;
  /** What a module of the API exports, by its name in the spec. */
  readonly modules: Readonly<Record<string, Exports>>;
  /** A file of the runtime. */
  readonly runtime: (file: string) => Promise<Exports>;
}

/** As the build and the tests, which run from the sources, find it. */
const runtime = new URL("../dist/runtime/", import.meta.url);

/** Loads the package of a model. Integers of 64 bits are bigints in it, so that none loses a digit. */
export async function live(model: Model): Promise<LivePackage> {
  const target = { client: "Live" };
  const scope = createScope(model, "bigint");
  const drafts = [emitClient(scope, target), ...model.modules.map((module) => emitModule(module, scope))];
  const folder = mkdtempSync(join(tmpdir(), "actionwright-"));
  try {
    for (const draft of drafts) writeFileSync(join(folder, scriptName(draft.path)), textOf(draft));
    const load = async (file: string): Promise<Exports> => (await import(pathToFileURL(join(folder, `${file}.mjs`)).href)) as Exports; // prettier-ignore
    const client = await load("client");
    const modules: Record<string, Exports> = {};
    for (const { name, file } of model.modules) modules[name] = await load(file);
    return { client, clientName: coreName(target), modules, runtime: async (file) => (await import(new URL(`${file}.js`, runtime).href)) as Exports }; // prettier-ignore
  } finally {
    // They are loaded whole: nothing is read from there again.
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of `.mjs`, whatever a `package.json` above the folder says. */
function scriptName(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.ts$/, ".mjs");
}

function textOf({ pieces }: SourceDraft): string {
  return scriptOf(pieces, (from) =>
    from.startsWith("./runtime/")
      ? new URL(from.slice("./runtime/".length), runtime).href
      : from.replace(/\.js$/, ".mjs"),
  );
}
