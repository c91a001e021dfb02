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
  const formattingOptions = formattingOf(body);
  const edited = lacking
    .filter(({ found }) => found === undefined)
    .reduce((before, { path, value }) => jsonc.applyEdits(before, jsonc.modify(before, path, value, { formattingOptions })), body); // prettier-ignore
  const kept = lacking.filter(({ path, found, value }) => path[0] === "scripts" && found !== undefined && found !== value);
  return { text: mark + edited, kept: kept.map(({ path }) => path.join(".")) };
} // prettier-ignore

/** As the first line that is indented has it. */
function formattingOf(text: string): jsonc.FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol };
}
