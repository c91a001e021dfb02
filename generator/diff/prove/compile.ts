// Probes → what the compiler has to say of each, against the old package and against the new one, in one program.
import type { ts } from "ts-morph";
import { prelude, type Probe } from "./probe.js";
import type { Sources } from "./packages.js";

/** What the compiler says of a probe first. */
export interface Failure {
  /** `TS2339`. */
  readonly code: string;
  /** In the compiler's words, with no path of any file. */
  readonly message: string;
}

export interface Compiled {
  readonly probe: Probe;
  /** Undefined if it compiles. */
  readonly old: Failure | undefined;
  readonly new: Failure | undefined;
}

/** Compiles every probe against both packages, under the flags that packages promise to compile under. */
export async function compile(sources: Sources, probes: readonly Probe[]): Promise<readonly Compiled[]> {
  const { Project, ts } = await import("ts-morph");
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: optionsOf(ts) });
  const text = textOf(probes);
  const paths = { old: "/old/probes.ts", new: "/new/probes.ts" };
  for (const [path, source] of [...sources, [paths.old, text.code] as const, [paths.new, text.code] as const])
    project.createSourceFile(path, source);
  const program = project.getProgram().compilerObject;
  const failures = (path: string): ReadonlyMap<number, Failure> => {
    const file = program.getSourceFile(path);
    const found = file ? [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)] : [];
    return firstOfEach(found, text.starts, ts.flattenDiagnosticMessageText);
  };
  const [old, next] = [failures(paths.old), failures(paths.new)];
  return probes.map((probe, index) => ({ probe, old: old.get(index), new: next.get(index) }));
}

function optionsOf({ ScriptTarget, ModuleKind, ModuleResolutionKind }: typeof ts): ts.CompilerOptions {
  return {
    target: ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    types: [],
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    noImplicitOverride: true,
  };
}

interface Text {
  readonly code: string;
  /** Where each probe begins, in their order. */
  readonly starts: readonly number[];
}

/** One file of all probes. */
function textOf(probes: readonly Probe[]): Text {
  const lines = [`import type * as $ from "../runtime/index.js";\n${prelude("./index.js")}`];
  const starts: number[] = [];
  let length = lines[0]?.length ?? 0;
  for (const { code } of probes) {
    const line = `void (${code});\n`;
    starts.push(length);
    lines.push(line);
    length += line.length;
  }
  return { code: lines.join(""), starts };
}

/** By the index of a probe. What is found before the first of them is a bug of ours. */
function firstOfEach(
  found: readonly ts.Diagnostic[],
  starts: readonly number[],
  flatten: typeof ts.flattenDiagnosticMessageText,
): ReadonlyMap<number, Failure> {
  const failures = new Map<number, Failure>();
  for (const { code, start = 0, messageText } of found) {
    const index = indexAt(start, starts);
    if (index < 0) throw new Error(`the probes do not compile: ${flatten(messageText, "\n")}`);
    if (!failures.has(index)) failures.set(index, { code: `TS${code}`, message: withoutPaths(flatten(messageText, "\n")) }); // prettier-ignore
  }
  return failures;
}

/** The last probe that begins at or before an offset. */
function indexAt(offset: number, starts: readonly number[]): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The compiler names files of ours where a name alone would be ambiguous: a module is called by its name. */
function withoutPaths(message: string): string {
  return message
    .replace(/import\("\/(?:old|new)\/([^"/]*)"\)/g, "$1")
    .replace(/import\("[^"]*"\)\./g, "")
    .replace(/"\/(?:old|new)\/([^"/]*)"/g, "$1");
}
