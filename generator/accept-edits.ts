// Edits of an accept file's text. Comments, order and quotes of what is there stay as somebody wrote them.
import { parseDocument, YAMLSeq, type Document } from "yaml";
import type { Accept } from "./diff/accepts.js";

/** An entry to write; what is null or undefined is left out. */
export type NewAccept = Omit<Accept, "location">;

const beginning = `# yaml-language-server: $schema=node_modules/actionwright/spec/accept.schema.json
# Changes of the API that were agreed to. \`actionwright diff accept\` adds entries, \`actionwright diff prune\` removes
# those that do nothing any more.
version: 1
entries: []
`;

/** The text of the file with entries more; a new file if there was none. */
export function addAccepts(text: string | undefined, added: readonly NewAccept[]): string {
  const document = parseDocument(text ?? beginning);
  const entries = entriesIn(document);
  for (const { fingerprint, rule, where, base, reason, by, until, issue } of added) {
    const entry = { fingerprint, rule, where, base, reason, by, until, issue };
    const given = Object.entries(entry).filter(([, value]) => value !== undefined && value !== null);
    entries.add(document.createNode(Object.fromEntries(given)));
  }
  entries.flow = false;
  return print(document);
}

/** The text of the file without the entries at these places. */
export function removeAccepts(text: string, places: ReadonlySet<number>): string {
  const document = parseDocument(text);
  const entries = entriesIn(document);
  entries.items = entries.items.filter((_, index) => !places.has(index));
  if (entries.items.length === 0) entries.flow = true;
  return print(document);
}

function entriesIn(document: Document): YAMLSeq {
  const found = document.get("entries");
  if (found instanceof YAMLSeq) return found;
  const made = new YAMLSeq();
  document.set("entries", made);
  return made;
}

function print(document: Document): string {
  return document.toString({ lineWidth: 0 });
}
