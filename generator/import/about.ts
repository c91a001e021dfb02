// What documents say about something: descriptions, deprecation, extensions.
import { entriesOf, get, isTrue, textOf, type SourceEntry, type SourceNode } from "../source.js";
import type { About } from "./draft.js";
import { wordsOf } from "../names.js";

/** What a node says about itself. `name` is what it is called: a title that only repeats it is no documentation. */
export function aboutOf(nodes: readonly SourceNode[], name = ""): About {
  const titles = nodes.map((node) => textOf(get(node, "title")) ?? textOf(get(node, "summary")) ?? "");
  const texts = nodes.map((node) => textOf(get(node, "description")) ?? "");
  const title = titles.find((text) => text.trim() !== "");
  const text = texts.find((candidate) => candidate.trim() !== "");
  const links = nodes.flatMap((node) => linkOf(get(node, "externalDocs")));
  return {
    docs: joined([...(title !== undefined && !repeats(title, name, text) ? [title] : []), text ?? "", ...links]),
    deprecated: nodes.some((node) => isTrue(get(node, "deprecated"))),
    extensions: nodes.flatMap(extensionsOf),
  };
}

/** The `x-*` keys of a node, each once. */
function extensionsOf(node: SourceNode): readonly SourceEntry[] {
  return entriesOf(node).filter(({ key }) => key.startsWith("x-") && !used.has(key));
}

/** Extensions that the importer understands. */
const used: ReadonlySet<string> = new Set(["x-enum-varnames", "x-enumNames", "x-enum-descriptions"]);

function joined(texts: readonly string[]): string | undefined {
  const given = texts.map((text) => text.trim().replace(/\r\n?/g, "\n")).filter((text) => text !== "");
  return given.length ? wellFormed(given.join("\n\n")) : undefined;
}

/** Half a surrogate pair cannot be written to a file. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

function linkOf(node: SourceNode | undefined): readonly string[] {
  const url = textOf(get(node, "url"));
  const description = textOf(get(node, "description"))?.trim();
  if (url === undefined) return [];
  return [description ? `[${description}](${url})` : url];
}

function repeats(title: string, name: string, text: string | undefined): boolean {
  const plain = (words: string): string => wordsOf(words).join("");
  return plain(name).endsWith(plain(title)) || (text !== undefined && plain(text).startsWith(plain(title)));
}
