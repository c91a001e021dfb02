// Our own `templates/` → files of a package: the runtime as it is, texts with their placeholders filled. The only reader of it.
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { TextDraft } from "./code/draft.js";

/** What stands between `{{` and `}}` in `templates/package/` and `templates/init/`. The list is closed: another name there is a bug of ours. */
export type Placeholders = Readonly<Record<string, string>>;

/** `templates/` lies beside the folder of this module, in the source as in the build. */
const root = new URL("../templates/", import.meta.url);

/** The runtime, byte for byte, without what is there to develop it. */
export async function readRuntime(): Promise<readonly TextDraft[]> {
  const folder = new URL("runtime/", root);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => relativePath(`${entry.parentPath}/${entry.name}`, fileURLToPath(folder)))
    .sort(byCodeUnits);
  return Promise.all(
    paths.map(async (path) => ({
      kind: "text" as const,
      path: `src/runtime/${path}`,
      text: await readFile(new URL(path, folder), "utf8"),
    })),
  );
}

/** A text of `templates/package/`, filled. */
export async function readTemplate(name: string, values: Placeholders): Promise<string> {
  return fillTemplate(await readFile(new URL(`package/${name}`, root), "utf8"), values);
}

/** A text of `templates/init/`, filled. */
export async function readInitTemplate(name: string, values: Placeholders): Promise<string> {
  return fillTemplate(await readFile(new URL(`init/${name}`, root), "utf8"), values);
}

/** A file of `templates/diff/`, as it is. */
export function readDiffTemplate(name: "page.css" | "page.js"): Promise<string> {
  return readFile(new URL(`diff/${name}`, root), "utf8");
}

/** The folder of what a site is made with: the settings and the theme. */
export const siteTemplates: string = fileURLToPath(new URL("docs", root));

/** Fills `{{name}}`, and leaves `${{ … }}` to GitHub. A placeholder without a value, and a value without a placeholder, are bugs of ours. */
function fillTemplate(text: string, values: Placeholders): string {
  const used = new Set<string>();
  const filled = text.replace(/(?<!\$)\{\{([^{}]*)\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`the template has an unknown placeholder {{${name}}}`);
    used.add(name);
    return value;
  });
  const unused = Object.keys(values).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`the template has no placeholder for ${unused.join(", ")}`);
  return filled;
}

function relativePath(path: string, folder: string): string {
  return path.slice(folder.length).replaceAll("\\", "/").replace(/^\//, "");
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
