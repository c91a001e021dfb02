// `init`: a folder → a project to start from. All of it is written, or nothing.
import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { join } from "node:path/posix";
import { loadConfig } from "../config.js";
import { createReport, type Report } from "../diagnostics.js";
import { visible } from "../doors.js";
import type { Format } from "../diagnostics.js";
import { importOpenApi, type ImportResult } from "../import/index.js";
import { apiStyles, configFile, configPath, gitignore, overlayFile, packageWants, specFolder, starterSpec, type ApiStyle, type ProjectFile } from "../init/files.js"; // prettier-ignore
import { githubWorkflows, importPath, type WorkflowTarget } from "../init/github.js";
import { namesOf, type ProjectNames } from "../init/names.js";
import { editPackageJson, newPackageJson, type PackageEdit } from "../init/package-json.js";
import { loadDocument, type Host } from "../load.js";
import { manifestPath } from "../manifest.js";
import { planOutput, readExisting, writeOutput, type OutputCode, type PlannedFile } from "../output.js";
import { get, type SourceFile } from "../source.js";
import { importedFiles, importedSize, schemaPath, tellImport } from "./import.js";
import { choiceOf, exitOf, printDiagnostics, refused, UsageError, type Exit, type Io } from "./io.js";

export interface InitOptions {
  /** The folder, or nothing. */
  readonly positionals: readonly string[];
  /** OpenAPI documents. */
  readonly from: readonly string[];
  readonly template: string | undefined;
  readonly ci: string | undefined;
  readonly format: Format;
}

export async function runInit(options: InitOptions, host: Host, io: Io): Promise<Exit> {
  const wanted = checked(options);
  const run: Run = { ...wanted, host, io, report: createReport(), format: options.format };
  const hasProject = host.read(join(wanted.folder, configPath)) !== undefined;
  const isAddition = hasProject && wanted.hasWorkflows && wanted.from.length === 0 && wanted.style === undefined;
  const drafted = await (isAddition ? workflowsOfConfig(run) : newProject(run));
  await tell(drafted, run);
  if (run.report.hasErrors) return refused(run.report.all, "nothing written", io);
  if (!(await write(drafted, run))) {
    await printDiagnostics(run.report.all, drafted.sources, { io, format: options.format });
    return refused(run.report.all, "nothing written", io);
  }
  return exitOf(run.report.all);
}

// ── What is asked for ───────────────────────────────────────────────────────────────────────────────────────────────

interface Wanted {
  /** With `/`; `.` for the working directory. */
  readonly folder: string;
  readonly from: readonly string[];
  /** Undefined: it is not said. */
  readonly style: ApiStyle | undefined;
  readonly hasWorkflows: boolean;
}

interface Run extends Wanted {
  readonly host: Host;
  readonly io: Io;
  readonly report: Report;
  readonly format: Format;
}

const ciServices: readonly string[] = ["github"];

function checked({ positionals, from, template, ci }: InitOptions): Wanted {
  const [folder = ".", other] = positionals;
  if (other !== undefined) throw new UsageError(`\`init\` takes one folder: what is \`${visible(other)}\`?`);
  if (template !== undefined && from.length > 0)
    throw new UsageError("the spec comes from `--from` or from `--template`, not from both");
  const address = from.find((path) => /^https?:\/\//i.test(path));
  if (address !== undefined)
    throw new UsageError(`nothing is fetched from an address: get the document first (\`curl -fLO ${visible(address)}\`), and give its file`); // prettier-ignore
  const style = template === undefined ? undefined : choiceOf(template, apiStyles, "template");
  const hasWorkflows = ci !== undefined && ciServices.includes(choiceOf(ci, ciServices, "CI"));
  const wanted = { folder: withSlashes(folder) || ".", from: from.map(withSlashes), style, hasWorkflows };
  if (hasWorkflows) checkRoot(wanted.folder);
  return wanted;
}

function withSlashes(path: string): string {
  return path.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "");
}

/** GitHub reads workflows at the root of a repository. A folder that is in none yet becomes one's root. */
function checkRoot(folder: string): void {
  const start = resolve(folder);
  let root = start;
  while (!existsSync(join(root, ".git"))) {
    if (dirname(root) === root) return;
    root = dirname(root);
  }
  if (root !== start) throw new UsageError(`GitHub reads workflows at the root of the repository alone, which is ${visible(root)}: run \`init --ci github\` there`); // prettier-ignore
}

// ── What is to be written ───────────────────────────────────────────────────────────────────────────────────────────

interface Drafted {
  readonly files: readonly ProjectFile[];
  readonly packageEdit?: PackageEdit | undefined;
  readonly imported?: ImportResult | undefined;
  readonly sources: readonly SourceFile[];
  /** Whether files that are there already stay as they are, and those that are not are written all the same. */
  readonly keepsExisting?: boolean;
  /** What its user does next, a line each. */
  readonly next: readonly string[];
}

async function newProject(run: Run): Promise<Drafted> {
  const names = namesOf(basename(resolve(run.folder)));
  const { text, edit, sources } = packageJson(names, run);
  const imported = run.from.length > 0 ? importOpenApi(run.from, { host: run.host, report: run.report, name: names.id }) : undefined; // prettier-ignore
  const spec = imported ? await importedSpec(imported, names) : await starterSpec(names, run.style ?? "rpc");
  const overlays = spec.map(({ path }) => path).filter((path) => path.endsWith(".overlay.yaml"));
  const target: WorkflowTarget = { name: names.id, spec: specFolder(names), out: `generated/${names.id}`, documents: run.from }; // prettier-ignore
  const hasIgnore = run.host.read(join(run.folder, gitignore.path)) !== undefined;
  return {
    files: [
      { path: "package.json", text },
      await configFile(names, overlays),
      ...spec,
      ...(hasIgnore ? [] : [gitignore]),
      ...(run.hasWorkflows ? await githubWorkflows([target]) : []),
    ],
    packageEdit: edit,
    imported,
    sources: [...sources, ...(imported?.sources ?? [])],
    next: [
      ...(run.folder === "." ? [] : [`cd ${shellWord(run.folder)}`]),
      "npm install",
      "npx actionwright generate",
      ...(run.hasWorkflows ? afterwards([target]) : []),
    ],
  };
}

async function importedSpec(imported: ImportResult, names: ProjectNames): Promise<readonly ProjectFile[]> {
  const folder = specFolder(names);
  const files = importedFiles(imported, schemaPath(folder)).map(({ path, text }) => ({ path: `${folder}/${path}`, text })); // prettier-ignore
  return [...files, await overlayFile(names, imported.title)];
}

/** Workflows for the packages that a config makes. */
async function workflowsOfConfig({ folder, host, report }: Run): Promise<Drafted> {
  const { targets, files } = loadConfig(join(folder, configPath), host, report);
  const within = (path: string): string => (folder === "." ? path : path.slice(folder.length + 1));
  const found = targets.map(({ name, spec, out }) => {
    const isImported = host.read(join(spec, manifestPath)) !== undefined;
    return { name, spec: within(spec), out: within(out), documents: isImported ? ["openapi.json"] : [] };
  });
  return {
    files: await githubWorkflows(found),
    sources: files,
    next: afterwards(found),
    keepsExisting: true,
  };
}

/** What is to be said to GitHub and npm. */
function afterwards(targets: readonly WorkflowTarget[]): readonly string[] {
  const imported = targets.filter(({ documents }) => documents.length > 0);
  return [
    "commit package-lock.json too: the workflows install what it says",
    "do what the first lines of .github/workflows/actionwright-publish.yml say of npm, once",
    ...imported.map(({ name }) => `put the address of the vendor's document into ${importPath(name)}`),
  ];
}

interface PackageText {
  readonly text: string;
  readonly edit: PackageEdit | undefined;
  readonly sources: readonly SourceFile[];
}

function packageJson(names: ProjectNames, { folder, host, io, report }: Run): PackageText {
  const path = join(folder, "package.json");
  const wants = packageWants(io.version);
  if (host.read(path) === undefined) return { text: newPackageJson(names.id, wants), edit: undefined, sources: [] };
  const document = loadDocument(path, host, report);
  const { root, file } = document ?? {};
  const sources = file ? [file] : [];
  if (!root || !file) return { text: "", edit: undefined, sources };
  const parts = [root, ...["scripts", "dependencies", "devDependencies"].map((key) => get(root, key))];
  if (parts.some((part) => part !== undefined && part.kind !== "map"))
    throw new UsageError(`${visible(path)} is no package.json that npm would take: mend it, or name another folder`);
  const edit = editPackageJson(file.text, wants);
  return { text: edit.text, edit, sources };
}

// ── What is said and done ───────────────────────────────────────────────────────────────────────────────────────────

async function tell({ imported, sources }: Drafted, { report, io, format }: Run): Promise<void> {
  if (imported) await tellImport(report.all, { ...imported, sources }, { io, format });
  else await printDiagnostics(report.all, sources, { io, format });
}

async function write({ files, packageEdit, imported, keepsExisting = false, next }: Drafted, { folder, io, report }: Run): Promise<boolean> {
  const made = files.map((file) => ({ ...file, owner: "init" }));
  const plan = planOutput(made, await readExisting(folder, made, undefined), undefined).map(withEdit);
  const isKept = ({ state, existing }: PlannedFile): boolean => keepsExisting && state === "unowned" && existing !== undefined;
  const isWritten = await writeOutput(folder, plan.filter((file) => !isKept(file)), {
    force: false,
    adopt: true,
    ignore: [],
    report: (code, { path }) => reportTaken(code, join(folder, path), report),
  });
  if (!isWritten) return false;
  const lines = plan.map((file) => `  ${isKept(file) ? "kept".padEnd(9) : stateWord(file.state)} ${file.path}\n`);
  io.err(lines.join(""));
  for (const name of packageEdit?.kept ?? []) io.err(`  ${"kept".padEnd(9)} ${name} of package.json, which says something else\n`);
  if (imported) io.err(`imported: ${importedSize(imported)}\n`);
  io.err(`next\n${next.map((line) => `  ${visible(line)}\n`).join("")}`);
  return true;
} // prettier-ignore

/** What is added to a `package.json` writes over nothing. Of any other file that is there, not even the line ends change. */
function withEdit(file: PlannedFile): PlannedFile {
  if (file.path === "package.json" && file.existing !== undefined)
    return file.state === "unowned" ? { ...file, state: "changed" } : file;
  return file.state === "changed" ? { ...file, state: "unchanged" } : file;
}

/** What stands in the way of a new project, in its own words. */
export function reportTaken(code: OutputCode, path: string, report: Report): void {
  const place = { file: path, start: 0, end: 0 };
  if (code === "AW5003") return report(code, place, { path });
  const isConfig = path.endsWith(configPath);
  const help = isConfig ? "this is a project already: `init --ci github` adds workflows to it" : "move it away, or name another folder: `actionwright init <dir>`"; // prettier-ignore
  report("AW5005", place, { path }, { help });
}

function stateWord(state: PlannedFile["state"]): string {
  const words: { readonly [state in PlannedFile["state"]]?: string } = { new: "made", changed: "added to" };
  return (words[state] ?? "unchanged").padEnd(9);
}

/** A path as a shell reads it. */
function shellWord(path: string): string {
  return /^[\w./@+-]+$/.test(path) && !path.startsWith("-") ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
