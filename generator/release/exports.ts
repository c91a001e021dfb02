// The declarations of one build → what its callers can name: the exports of every way in, and all declarations that these lead to.
import type { ts } from "ts-morph";

/** Something that callers can import. */
export interface Export {
  /** The way in: `.`, `./testing`. */
  readonly entry: string;
  /** The way to it from there: nothing for the entry itself, `devices` and `DeviceId` for what is in a namespace. */
  readonly path: readonly string[];
  /** The declaration that it stands for, wherever it is exported. */
  readonly key: string;
  /** Whether it can be named and not used, as after `export type`. */
  readonly isTypeOnly: boolean;
  /** What a compiler has of that; undefined for entries and namespaces. */
  readonly symbol: Declared | undefined;
}

/** A declaration by name, in all its parts: an interface and the const that is called the same are one. */
export interface Declared {
  /** The file, from the root of the package. */
  readonly file: string;
  readonly name: string;
  /** Without comments. */
  readonly text: string;
  /** The declarations that it refers to, by their keys. */
  readonly uses: ReadonlySet<string>;
  readonly isValue: boolean;
  readonly isType: boolean;
  readonly isClass: boolean;
  /** `T` and what it extends. */
  readonly parameters: readonly TypeParameter[];
}

export interface TypeParameter {
  readonly name: string;
  readonly constraint: string | undefined;
}

export interface Exports {
  /** By entry and path, the entries and namespaces among them. */
  readonly exports: ReadonlyMap<string, Export>;
  /** All that is exported or referred to, by key. */
  readonly declarations: ReadonlyMap<string, Declared>;
}

export interface Compiler {
  readonly ts: typeof ts;
  readonly program: ts.Program;
}

/** Where the files of the package begin in the program: `/old/`. */
export function exportsIn(root: string, packageJson: string, compiler: Compiler): Exports {
  const checker = compiler.program.getTypeChecker();
  const exports = new Map<string, Export>();
  const roots: ts.Symbol[] = [];
  const add = (each: Export): void => void exports.set(idOf(each), each);
  const addAll = (module: ts.Symbol, entry: string, path: readonly string[]): void => {
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = resolved(exported, compiler);
      const own = { entry, path: [...path, exported.name] };
      const isModule = (symbol.flags & compiler.ts.SymbolFlags.ValueModule) !== 0;
      const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
      const key = isModule ? file.slice(root.length) : keyOf(symbol, root);
      if (key === undefined) continue;
      add({ ...own, key, isTypeOnly: isTypeOnly(exported, compiler), symbol: undefined });
      if (!isModule) roots.push(symbol);
      else if (path.length === 0) addAll(symbol, entry, own.path);
    }
  };
  for (const [entry, file] of entriesOf(packageJson)) {
    const source = compiler.program.getSourceFile(`${root}${file}`);
    const module = source && checker.getSymbolAtLocation(source);
    add({ entry, path: [], key: `entry ${entry}`, isTypeOnly: false, symbol: undefined });
    if (module) addAll(module, entry, []);
  }
  const declarations = declarationsFrom(roots, root, compiler);
  const found = [...exports].map(([id, each]) => [id, { ...each, symbol: declarations.get(each.key) }] as const);
  return { exports: new Map(found), declarations };
}

function isTypeOnly({ declarations = [] }: ts.Symbol, { ts }: Compiler): boolean {
  return declarations.some((node) => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly));
}

/** The same for what can be imported by the same words. */
export function idOf({ entry, path }: Pick<Export, "entry" | "path">): string {
  return [entry, ...path].join(" ");
}

/** The ways in that have types, each with its file. */
function entriesOf(packageJson: string): readonly (readonly [entry: string, file: string])[] {
  const { exports = {} } = JSON.parse(packageJson) as { readonly exports?: Readonly<Record<string, unknown>> };
  return Object.entries(exports).flatMap(([entry, value]) => {
    const file = typesIn(value);
    return file === undefined ? [] : [[entry, file.replace(/^\.\//, "")] as const];
  });
}

/** The declarations that the first condition names. */
function typesIn(value: unknown): string | undefined {
  if (typeof value === "string") return value.endsWith(".d.ts") ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  return Object.values(value).map(typesIn).find((file) => file !== undefined); // prettier-ignore
}

// ── Declarations ────────────────────────────────────────────────────────────────────────────────────────────────────

function resolved(symbol: ts.Symbol, { ts, program }: Compiler): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? program.getTypeChecker().getAliasedSymbol(symbol) : symbol;
}

/** The file and the name of a declaration of the package; undefined for what is in none of its files, or within another. */
function keyOf({ declarations: [first] = [], name }: ts.Symbol, root: string): string | undefined {
  const path = first?.getSourceFile().fileName;
  if (!first || path?.startsWith(root) !== true || !isTopLevel(first)) return undefined;
  return `${path.slice(root.length)}#${name}`;
}

/** A variable stands in a list, and that in a statement. */
function isTopLevel(node: ts.Node): boolean {
  const parents: ts.Node[] = [];
  for (let at = node.parent as ts.Node | undefined; at; at = at.parent as ts.Node | undefined) parents.push(at); // a file has none
  return [1, 3].includes(parents.length);
}

function declarationsFrom(
  roots: readonly ts.Symbol[],
  root: string,
  compiler: Compiler,
): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  const waiting = [...roots];
  for (let symbol = waiting.pop(); symbol !== undefined; symbol = waiting.pop()) {
    const key = keyOf(symbol, root);
    if (key === undefined || found.has(key)) continue;
    const used = usedBy(symbol, compiler);
    waiting.push(...used);
    const uses = new Set(used.flatMap((each) => keyOf(each, root) ?? []));
    uses.delete(key);
    found.set(key, declaredOf(symbol, { root, uses, compiler }));
  }
  return found;
}

/** All that the declarations of something name. */
function usedBy({ declarations = [] }: ts.Symbol, compiler: Compiler): readonly ts.Symbol[] {
  const { ts, program } = compiler;
  const used = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? program.getTypeChecker().getSymbolAtLocation(node) : undefined;
    if (symbol) used.add(resolved(symbol, compiler));
    ts.forEachChild(node, visit);
  };
  declarations.forEach(visit);
  return [...used];
}

interface Declaring {
  readonly root: string;
  readonly uses: ReadonlySet<string>;
  readonly compiler: Compiler;
}

function declaredOf({ declarations = [], name, flags }: ts.Symbol, { root, uses, compiler }: Declaring): Declared {
  const { ts } = compiler;
  const printer = ts.createPrinter({ removeComments: true });
  const file = declarations[0]?.getSourceFile();
  const texts = declarations.map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()));
  return {
    file: file?.fileName.slice(root.length) ?? "",
    name,
    text: texts.join("\n"),
    uses,
    isValue: (flags & ts.SymbolFlags.Value) !== 0,
    isType: (flags & ts.SymbolFlags.Type) !== 0,
    isClass: (flags & ts.SymbolFlags.Class) !== 0,
    parameters: declarations.map((node) => parametersOf(node, ts)).find(({ length }) => length > 0) ?? [],
  };
}

function parametersOf(
  node: ts.Declaration,
  { isInterfaceDeclaration, isTypeAliasDeclaration, isClassDeclaration }: typeof ts,
): readonly TypeParameter[] {
  const isGeneric = isInterfaceDeclaration(node) || isTypeAliasDeclaration(node) || isClassDeclaration(node);
  const all = isGeneric ? (node.typeParameters ?? []) : [];
  return all.map(({ name, constraint }) => ({ name: name.text, constraint: constraint?.getText() }));
}
