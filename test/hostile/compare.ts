// A package with planted texts against its twin: it may differ in texts and comments, and in nothing else.
import { expect } from "vitest";
import type { GeneratedFile } from "../../generator/index.js";
import { blocksOf, codeProblems, outline, pathProblems, shape, skeleton } from "./scan.js";
import type { Hostile } from "./strings.js";

/** What is wrong with the files of a package in which texts are planted, beside those with a word at the same places. */
export async function filesProblems(
  files: readonly GeneratedFile[],
  twin: readonly GeneratedFile[],
  { isWord = false, text: textOf }: Hostile,
): Promise<readonly string[]> {
  const found = [...pathProblems(files)];
  const isMarkup = /[^a-z]/i.test(textOf(""));
  const others = new Map(twin.map(({ path, text }) => [path, text]));
  for (const { path, text } of files) {
    const other = others.get(path);
    if (text === other || path.startsWith("src/runtime/")) continue;
    if (path.endsWith(".ts")) found.push(...sourceProblems({ path, text, other }, isWord));
    else if (path.endsWith(".json")) found.push(...jsonProblems({ path, text, other }));
    else if (path.endsWith(".md"))
      found.push(...(await markdownProblems({ path, text, other: isMarkup ? other : undefined }, isWord)));
  }
  return found;
}

/** A twin is one of many packages: what is found in its files is found once. */
function remembered<T>(find: (text: string) => T): (text: string) => T {
  const found = new Map<string, T>();
  return (text) => {
    const known = found.get(text) ?? find(text);
    found.set(text, known);
    return known;
  };
}
const skeletonOfTwin = remembered(skeleton);
const outlineOfTwin = remembered(outline);

interface Compared {
  readonly path: string;
  readonly text: string;
  readonly other: string | undefined;
}

function sourceProblems({ path, text, other }: Compared, isWord: boolean): readonly string[] {
  const problems = codeProblems(path, text, isWord);
  if (problems.length > 0 || other === undefined) return problems;
  if (isWord) return problems; // it may be a name, and names have an order and a kind of their own
  const [own, wanted] = [skeleton(text), skeletonOfTwin(other)];
  const at = own.findIndex((part, index) => part !== wanted[index]);
  return own.length === wanted.length && at < 0 ? [] : [`${path}: ${own.slice(at - 3, at + 5).join(" ")}, not ${wanted.slice(at - 3, at + 5).join(" ")}`]; // prettier-ignore
}

function jsonProblems({ path, text, other }: Compared): readonly string[] {
  const value = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (path === "package.json") {
    const { scripts, devDependencies } = value;
    expect({ scripts, devDependencies }).toEqual({ scripts: { build: "tsc -p tsconfig.json", prepack: "npm run build" }, devDependencies: { typescript: ">=5.8" } }); // prettier-ignore
    const known = ["name", "version", "description", "keywords", "repository", "license", "type", "engines", "sideEffects", "main", "types", "exports", "files", "publishConfig", "scripts", "devDependencies"]; // prettier-ignore
    return Object.keys(value).filter((key) => !known.includes(key));
  }
  if (other === undefined || path === "actionwright.manifest.json") return [];
  return JSON.stringify(shape(value)) === JSON.stringify(shape(JSON.parse(other))) ? [] : [`${path} has another shape`];
}

/** What pages link to: made of names, of which nothing is left that HTML knows. */
const anchor = /^html {2}<a id="[\w.~-]+">$/;

async function markdownProblems({ path, text, other }: Compared, isWord: boolean): Promise<readonly string[]> {
  const code = blocksOf(text).flatMap((block) => codeProblems(path, block, isWord));
  if (other === undefined) return code;
  const [own, wanted] = await Promise.all([outline(text), outlineOfTwin(other)]);
  const more = own.filter((part) => !wanted.includes(part) && !anchor.test(part));
  return more.length === 0 ? code : [...code, `${path}: ${more.join(" | ")}`];
}
