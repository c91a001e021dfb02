// `import`: OpenAPI documents → a spec on disk. Files are written as a package's are: only what differs, and only over what an
// earlier import wrote and nobody changed.
import { catalogue, type Code } from "../catalogue/index.js";
import { createReport, type Diagnostic } from "../diagnostics.js";
import type { GeneratedFile } from "../code/draft.js";
import { formatJson } from "../format.js";
import type { Format } from "../diagnostics.js";
import { importOpenApi, type ImportResult, type ModuleBy } from "../import/index.js";
import type { Host } from "../load.js";
import { manifestPath, outputVersion, type Manifest } from "../manifest.js";
import { sha256 } from "../sha256.js";
import type { Json } from "../model.js";
import { didYouMean } from "../names.js";
import { planOutput, readExisting, readManifest, writeOutput } from "../output.js";
import { counted, exitOf, printDiagnostics, refused, tally, UsageError, type Exit, type Io } from "./io.js";

export interface ImportVerbOptions {
  /** The kind of document, then the documents. */
  readonly positionals: readonly string[];
  readonly out: string | undefined;
  readonly moduleBy: string | undefined;
  readonly format: Format;
  readonly force: boolean;
}

export async function runImport(options: ImportVerbOptions, host: Host, io: Io): Promise<Exit> {
  const { out, moduleBy, paths } = checked(options);
  const report = createReport();
  const result = importOpenApi(paths, { host, report, moduleBy, name: out.split("/").filter((part) => !/^\.*$/.test(part)).at(-1) }); // prettier-ignore
  const isDone = result.files.length > 0 && (await write(out, result, { report, force: options.force }));
  await tellImport(report.all, result, { io, format: options.format });
  if (!isDone) return refused(report.all, "nothing written", io);
  io.err(`${out}: ${importedSize(result)}${told(report.all)}\n`);
  return exitOf(report.all);
}

/** Says what was found: to people the first few of each kind, and then how many there are. */
export async function tellImport(
  diagnostics: readonly Diagnostic[],
  { sources }: ImportResult,
  { io, format }: { readonly io: Io; readonly format: Format },
): Promise<void> {
  const shown = format === "pretty" ? firstOfEach(diagnostics) : diagnostics;
  await printDiagnostics(shown, sources, { io, format });
  io.err(lostByKind(diagnostics, shown.length));
}

/** `3 files · 12 actions · 40 types`. */
export function importedSize({ files, actions, types }: ImportResult): string {
  return `${counted(files.length, "file")} · ${counted(actions, "action")} · ${counted(types, "type")}`;
}

/** So many of a kind show what it is about: a large document has the same in a thousand places. */
const SHOWN = 5;

/** All errors, and the first few of what else is told, kind by kind. */
function firstOfEach(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const counts = new Map<Code, number>();
  return diagnostics.filter(({ code, severity }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return severity === "error" || count <= SHOWN;
  });
}

/** What was lost, a line a kind with what it means, and where the rest of it is. Empty for nothing. */
function lostByKind(diagnostics: readonly Diagnostic[], shown: number): string {
  const counts = new Map<Code, number>();
  for (const { code, severity } of diagnostics) if (severity !== "error") counts.set(code, (counts.get(code) ?? 0) + 1);
  const width = String(Math.max(...counts.values())).length;
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => `  ${code}  ${String(count).padStart(width)}  ${catalogue[code].title}\n`);
  const hidden = diagnostics.length - shown;
  const rest = hidden > 0 ? `  and ${hidden} more than are shown above: \`--format json\` has them all\n` : "";
  return lines.length === 0 ? "" : `what the spec does not say as the document does:\n${lines.join("")}${rest}`;
}

/** What the import could not keep, in a few words; nothing if that is nothing. */
function told(diagnostics: readonly Diagnostic[]): string {
  const found = tally(diagnostics);
  return found === "" ? "" : ` · ${found}`;
}

interface Checked {
  readonly paths: readonly string[];
  readonly out: string;
  readonly moduleBy: ModuleBy | undefined;
}

const moduleBys: readonly ModuleBy[] = ["document", "tag"];

function checked({ positionals, out, moduleBy }: ImportVerbOptions): Checked {
  const [kind = "", ...paths] = positionals;
  if (kind !== "openapi") throw new UsageError(kind === "" ? "what is to be imported? `import openapi <file…> --out <dir>`" : `there is no format \`${kind}\` to import: ${didYouMean(kind, ["openapi"]) ?? "it is `openapi`"}`); // prettier-ignore
  if (paths.length === 0)
    throw new UsageError("which document is to be imported? `import openapi <file…> --out <dir>`");
  if (out === undefined || out === "") throw new UsageError("where to? `--out <dir>` is the folder of the spec");
  const by = moduleBys.find((candidate) => candidate === moduleBy);
  if (moduleBy !== undefined && !by) throw new UsageError(`there is no module by \`${moduleBy}\`: ${didYouMean(moduleBy, moduleBys) ?? "it is `document` or `tag`"}`); // prettier-ignore
  return { paths: paths.map(withSlashes), out: withSlashes(out).replace(/(?<=.)\/+$/, ""), moduleBy: by };
}

function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}

interface Writing {
  readonly report: ReturnType<typeof createReport>;
  readonly force: boolean;
}

async function write(out: string, result: ImportResult, { report, force }: Writing): Promise<boolean> {
  const made = importedFiles(result, schemaPath(out));
  const before = await readManifest(out);
  const plan = planOutput(made, await readExisting(out, made, before), before);
  return writeOutput(out, plan, {
    force,
    adopt: true,
    ignore: [],
    report: (code, { path }) => report(code, { file: `${out}/${path}`, start: 0, end: 0 }, { path: `${out}/${path}` }),
  });
}

/** The files of the spec, and a manifest that tells a later import which of them are its own. */
export function importedFiles({ files, api }: ImportResult, schema: string | undefined): readonly GeneratedFile[] {
  const modeline = schema === undefined ? "" : `# yaml-language-server: $schema=${schema}\n`;
  const owned = files.map(({ path, text }) => ({ path, text: modeline + text, owner: "import" }));
  const manifest: Manifest = {
    schema: 1,
    output: outputVersion,
    spec: api,
    model: "",
    options: "",
    files: owned.map(({ path, text, owner }) => ({ path, sha256: sha256(text), owner })).sort((a, b) => (a.path < b.path ? -1 : 1)), // prettier-ignore
  };
  return [...owned, { path: manifestPath, text: formatJson(manifest as unknown as Json), owner: "manifest" }];
}

/** Where editors find the schema of a spec in this folder, if the tool is installed where it runs; no way leads from elsewhere. */
export function schemaPath(folder: string): string | undefined {
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  if (/^(\/|[A-Za-z]:)/.test(folder) || parts.includes("..")) return undefined;
  return `${"../".repeat(parts.length)}node_modules/actionwright/spec/action-spec.schema.json`;
}
