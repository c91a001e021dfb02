// `package.json`: a new one, or the text of one that is there with what it lacks. Nothing in it is replaced, and its formatting
// stays as somebody left it.
import jsonc from "jsonc-parser";

/** What a project needs of its `package.json`. */
export interface PackageWants {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What the `package.json` has that is there, as far as it matters. */
export type PackageHas = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface PackageEdit {
  readonly text: string;
  /** What is wanted and stands there otherwise: `scripts.check`. */
  readonly kept: readonly string[];
}

export function newPackageJson(name: string, wants: PackageWants): string {
  return `${JSON.stringify({ name, private: true, type: "module", ...wants }, null, 2)}\n`;
}

/** The text must be JSON, and `scripts` and the like in it, where they are, must be objects. */
export function editPackageJson(text: string, { scripts, devDependencies }: PackageWants): PackageEdit {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  const has = jsonc.parse(body) as PackageHas;
  const installed = { ...has["dependencies"], ...has["devDependencies"] };
  const lacking = [
    ...Object.entries(scripts).map(([name, value]) => ({ path: ["scripts", name], value, found: has["scripts"]?.[name] })), // prettier-ignore
    ...Object.entries(devDependencies).map(([name, value]) => ({ path: ["devDependencies", name], value, found: installed[name] })), // prettier-ignore
  ];
  const edited = lacking
    .filter(({ found }) => found === undefined)
    .reduce((before, { path, value }) => withMember(before, path, value), body);
  const kept = lacking.filter(({ path, found, value }) => path[0] === "scripts" && found !== undefined && found !== value);
  return { text: mark + edited, kept: kept.map(({ path }) => path.join(".")) };
} // prettier-ignore

/** The text with a member more at the end of an object, which is made where it is not there. */
function withMember(text: string, path: readonly string[], value: unknown): string {
  const [key = "", ...rest] = path;
  const root = jsonc.parseTree(text) as jsonc.Node; // it is JSON, and an object
  const parent = rest.length === 0 ? root : jsonc.findNodeAtLocation(root, [key]);
  if (parent === undefined) return withMember(text, [key], Object.fromEntries([[rest.join("."), value]]));
  return insert(text, parent, { name: rest[0] ?? key, value, level: path.length });
}

interface Member {
  readonly name: string;
  readonly value: unknown;
  /** How far in it stands. */
  readonly level: number;
}

function insert(text: string, { offset, length, children = [] }: jsonc.Node, { name, value, level }: Member): string {
  const { unit, eol } = formattingOf(text);
  const line = eol + unit.repeat(level);
  const json = JSON.stringify(value, null, unit).replaceAll("\n", line);
  const member = `${line}${JSON.stringify(name)}: ${json}`;
  const last = children.at(-1);
  if (last === undefined) return `${text.slice(0, offset)}{${member}${eol}${unit.repeat(level - 1)}}${text.slice(offset + length)}`;
  const end = last.offset + last.length;
  return `${text.slice(0, end)},${member}${text.slice(end)}`;
} // prettier-ignore

/** As the first line that is indented has it. */
function formattingOf(text: string): { readonly unit: string; readonly eol: string } {
  return { unit: /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ", eol: text.includes("\r\n") ? "\r\n" : "\n" };
}
