// The declarations of two builds of a package → the exports that came, went or changed. Both builds are in one program, so that
// the compiler can say of what changed whether the new can stand where the old one stood.
import { comparable, type Files } from "./build.js";
import { exportsIn, idOf, type Declared, type Export, type Exports } from "./exports.js";

/** Names of exports as callers write them, `devices.DeviceId`, with the way in where that is not the root. */
export interface DeclarationChanges {
  readonly lost: readonly string[];
  /** Declared otherwise, so that code which uses it may not compile any more. */
  readonly broken: readonly string[];
  /** Declared otherwise, and used as before. */
  readonly changed: readonly string[];
  readonly gained: readonly string[];
}

export async function compareDeclarations(old: Files, next: Files): Promise<DeclarationChanges> {
  const compiler = await createCompiler();
  const texts = new Map([...structural("/old/", old), ...structural("/next/", next)]);
  const program = compiler.programOf(texts);
  const exportsOf = (root: string, files: Files): Exports =>
    exportsIn(root, files.get("package.json") ?? "{}", { program, ts: compiler.ts });
  const [before, after] = [exportsOf("/old/", old), exportsOf("/next/", next)];
  const pairs = pairsOf(before, after);
  const failing = new Set(failingOf(pairs, texts, compiler));
  // What breaks only by what it refers to is told by that.
  const own = pairs.filter(({ isOwn }) => isOwn);
  const broken = own.filter((pair) => failing.has(pair));
  return {
    lost: namesOf(onlyIn(before, after)),
    broken: namesOf((broken.length > 0 ? broken : [...failing]).map(({ export: each }) => each)),
    changed: namesOf(own.filter((pair) => !failing.has(pair)).map(({ export: each }) => each)),
    gained: namesOf(onlyIn(after, before)),
  };
}

// ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Declarations in which nothing is nominal: a brand, and a class with something private, is of the one package alone, and all
 * that has to do with it would be of neither.
 */
function structural(root: string, files: Files): readonly (readonly [string, string])[] {
  const declarations = [...files].filter(([path]) => path.endsWith(".d.ts"));
  return declarations.map(([path, text]) => [`${root}${path}`, withoutBrands(comparable(text))] as const);
}

function withoutBrands(text: string): string {
  return text
    .replace(/^((?:export )?declare const (\w+)): unique symbol;$/gm, '$1: "unique $2";')
    .replace(/^\s+(?:#private|private [^;\n]*);\n/gm, "")
    .replace(/^(\s+)protected /gm, "$1");
}

// ── Pairs ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** An export of both builds that may be another now. */
interface Pair {
  readonly export: Export;
  readonly old: Declared;
  readonly next: Declared;
  /** Whether it is declared otherwise itself, or only what it refers to. */
  readonly isOwn: boolean;
  /** Whether callers could use it as a value, and still can. */
  readonly isValue: { readonly old: boolean; readonly next: boolean };
}

function pairsOf(before: Exports, after: Exports): readonly Pair[] {
  const touched = touchedIn(before, after);
  const [ownTextBefore, ownTextAfter] = [ownTexts(before), ownTexts(after)];
  return [...before.exports].flatMap(([id, each]) => {
    const other = after.exports.get(id);
    const [old, next] = [each.symbol, other?.symbol];
    if (!old || !next || !other) return [];
    const isValue = { old: old.isValue && !each.isTypeOnly, next: next.isValue && !other.isTypeOnly };
    const isOwn = isValue.old !== isValue.next || ownTextBefore(each.key) !== ownTextAfter(other.key);
    return isOwn || touched.has(each.key) ? [{ export: each, old, next, isOwn, isValue }] : [];
  });
}

/** What is declared otherwise on one of the sides, and all that leads to it. */
function touchedIn(before: Exports, after: Exports): ReadonlySet<string> {
  const keys = [...new Set([...before.declarations.keys(), ...after.declarations.keys()])];
  const isChanged = (key: string): boolean => before.declarations.get(key)?.text !== after.declarations.get(key)?.text;
  const usedBy = new Map<string, string[]>();
  for (const { declarations } of [before, after])
    for (const [key, { uses }] of declarations)
      for (const used of uses) usedBy.set(used, [...(usedBy.get(used) ?? []), key]);
  const touched = new Set(keys.filter(isChanged));
  for (const key of touched) for (const user of usedBy.get(key) ?? []) touched.add(user); // a set grows while it is walked
  return touched;
}

/** The text of a declaration with that of all it needs which callers cannot name: nobody else will tell of these. */
function ownTexts({ exports, declarations }: Exports): (key: string) => string {
  const named = new Set([...exports.values()].map(({ key }) => key));
  return (key) => {
    const needed = new Set([key]);
    for (const each of needed)
      for (const used of declarations.get(each)?.uses ?? []) if (!named.has(used)) needed.add(used);
    const [own = "", ...others] = [...needed].map((each) => declarations.get(each)?.text ?? "");
    return [own, ...others.sort()].join("\n");
  };
}

// ── What the compiler says ──────────────────────────────────────────────────────────────────────────────────────────

type Compiler = Awaited<ReturnType<typeof createCompiler>>;

async function createCompiler() {
  const { Project, ts } = await import("ts-morph");
  const { ScriptTarget, ModuleKind, ModuleResolutionKind } = ts;
  const compilerOptions = {
    target: ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    types: [],
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    strict: true,
    exactOptionalPropertyTypes: true,
  };
  return {
    ts,
    programOf: (texts: Files) => {
      const project = new Project({ useInMemoryFileSystem: true, compilerOptions });
      for (const [path, text] of texts) project.createSourceFile(path, text);
      return project.getProgram().compilerObject;
    },
  };
}

/** One line for each question: whether something of the one type can stand where the other is asked for. */
interface Question {
  readonly pair: Pair;
  readonly code: string;
}

const probesPath = "/probes.ts";

/** The pairs whose new side cannot stand in for the old one, nor the other way round where callers make such values themselves. */
function failingOf(pairs: readonly Pair[], texts: Files, { ts, programOf }: Compiler): readonly Pair[] {
  if (pairs.length === 0) return [];
  const incomparable = pairs.filter(({ old, next, isValue }) => (isValue.old && !isValue.next) || (old.isType && !next.isType) || !isName(old.name) || !isName(next.name)); // prettier-ignore
  const questions = pairs.flatMap((pair, index) => (incomparable.includes(pair) ? [] : questionsOf(pair, index)));
  const probed = new Map(texts);
  const append = (path: string, code: string): void => void probed.set(path, `${probed.get(path) ?? ""}\n${code}`);
  pairs.forEach(({ old, next }, index) => {
    append(`/old/${old.file}`, namesFor(old, index));
    append(`/next/${next.file}`, namesFor(next, index));
  });
  append(probesPath, questions.map(({ code }) => code).join("\n"));
  const program = programOf(probed);
  const file = program.getSourceFile(probesPath);
  const lines = file ? program.getSemanticDiagnostics(file).map(({ start = 0 }) => ts.getLineAndCharacterOfPosition(file, start).line) : []; // prettier-ignore
  // The first line is empty.
  return [...new Set([...incomparable, ...lines.flatMap((line) => questions[line - 1]?.pair ?? [])])];
}

function isName(text: string): boolean {
  return text !== "default" && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}

/** Names for the type and the value of a declaration, in the file where all that its parameters need is known. */
function namesFor(declared: Declared, index: number): string {
  const { name, isType, isValue } = declared;
  if (!isName(name)) return "";
  const type = isType ? `export type Type_${index} = ${typeOf(declared)};\n` : "";
  return isValue ? `${type}export type Value_${index} = typeof ${name};\n` : type;
}

/** A generic type is held against another as what a function of its parameters takes and gives. */
function typeOf({ name, parameters, isClass }: Declared): string {
  if (parameters.length === 0) return name;
  const own = parameters.map(
    (each) => each.name + (each.constraint === undefined ? "" : ` extends ${each.constraint}`),
  );
  const type = `${name}<${parameters.map((each) => each.name).join(", ")}>`;
  return `<${own.join(", ")}>(${isClass ? "" : `value: ${type}`}) => ${type}`;
}

function questionsOf(pair: Pair, index: number): readonly Question[] {
  const { old, next, isValue } = pair;
  const [before, after] = [`import("/old/${inCode(old.file)}")`, `import("/next/${inCode(next.file)}")`];
  const question = (from: string, to: string): Question => ({ pair, code: `((value: ${from}): ${to} => value);` });
  const [oldType, newType] = [`${before}.Type_${index}`, `${after}.Type_${index}`];
  return [
    // What a package gives may do more than it did.
    ...(isValue.old ? [question(`${after}.Value_${index}`, `${before}.Value_${index}`)] : []),
    ...(old.isType ? [question(newType, oldType)] : []),
    ...(old.isType && !old.isClass ? [question(oldType, newType)] : []),
  ];
}

/** What is imported for a file of declarations. */
function inCode(path: string): string {
  return path.replace(/\.d\.ts$/, ".js");
}

// ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is exported by the one and not by the other. */
function onlyIn({ exports }: Exports, other: Exports): readonly Export[] {
  return [...exports].flatMap(([id, each]) => (other.exports.has(id) ? [] : [each]));
}

/** Each once: not again for another way in, and not for all that is in an entry or a namespace which is told itself. */
function namesOf(found: readonly Export[]): readonly string[] {
  const ids = new Set(found.map(idOf));
  const atRoot = new Set(found.flatMap(({ entry, key }) => (entry === "." ? [key] : [])));
  const isTold = ({ entry, path, key }: Export): boolean =>
    (entry !== "." && atRoot.has(key)) ||
    path.some((_, length) => ids.has(idOf({ entry, path: path.slice(0, length) })));
  return found.filter((each) => !isTold(each)).map(nameOf);
}

function nameOf({ entry, path }: Export): string {
  if (path.length === 0) return entry;
  return entry === "." ? path.join(".") : `${path.join(".")} (${entry})`;
}
