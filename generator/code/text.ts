// Text of a spec → text of a program. These are the only doors: whatever a spec contains, what comes out of them is one
// string literal, one property key, one expression of literals, or the inside of one comment.
import type { Json } from "../model.js";

/** Lines of a documentation comment are wrapped at this many characters; the longest prefix of a member takes 5 more. */
const docWidth = 110;

/** What must not stand in a source file unseen: controls, line separators, bidi and zero-width marks, tag characters. */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu; // prettier-ignore

/** Nearly all text, in which there is nothing to look for. */
const plain = /^[\t\n -~]*$/;

function shown(text: string): string {
  return plain.test(text) ? text : text.replace(unseen, escapeUnits);
}

/** Code of an author's for a block of code in Markdown: what would be unseen is shown. The fence is up to whoever writes it. */
export function visibleCode(text: string): string {
  return shown(text);
}

/** A string literal. */
export function str(value: string): string {
  return shown(JSON.stringify(value));
}

/** A property key of an object literal: bare, quoted, or computed where a plain key would set the prototype. */
export function key(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : member(name);
}

/** The name of a member of a type: bare or quoted. */
export function member(name: string): string {
  return isIdentifier(name) ? name : str(name);
}

/** How a member is reached: `.name` or `["na-me"]`. */
export function access(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${str(name)}]`;
}

/** JSON as a program has it: some of its integers are bigints. */
export type CodeValue = Json | bigint | readonly CodeValue[] | { readonly [key: string]: CodeValue };

/** JSON as an expression. */
export function literal(value: CodeValue): string {
  if (typeof value === "string") return str(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(literal).join(", ")}]`;
  const members = Object.entries(value).map(([name, item]) => `${key(name)}: ${literal(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A part of a comment: the author's text, which may be anything, or text of ours, in which `@` and `{@` have their meaning. */
export type DocPart = string | { readonly ours: string };

/** A documentation comment before it is text: paragraphs, then blocks such as `@deprecated`. */
export interface Doc {
  readonly parts: readonly DocPart[];
  readonly tags: readonly DocTag[];
}

export interface DocTag {
  readonly name: "deprecated" | "defaultValue" | "example" | "experimental" | "beta" | "remarks" | "module" | "returns";
  readonly text: DocPart;
  /** A block of our own TypeScript. */
  readonly code?: string | undefined;
}

/** The inside of a documentation comment, without its stars. Empty if there is nothing to say. */
export function doc(content: Doc): string {
  const blocks = [...content.parts.map(part), ...content.tags.map(tag)];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** A whole documentation comment, or nothing; for the places that no structure has. */
export function comment(content: Doc): string {
  const text = doc(content);
  if (text === "") return "";
  if (!text.includes("\n")) return `/** ${text} */\n`;
  return `/**\n${text.split("\n").map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`; // prettier-ignore
}

/** A line comment. */
export function lineComment(text: string): string {
  return `// ${shown(text.replace(/\s+/g, " "))}`;
}

/**
 * Author's text on one line of Markdown: code spans stay, nothing else has a meaning. What GitHub would take for mathematics, an
 * emoji or a name becomes a code span, which alone it leaves as it is: it finds them in text whose escapes are gone.
 */
export function markdown(text: string): string {
  const line = shown(text.replace(/\s+/g, " ").trim());
  const parts = codeParts(line).map((part, index) => {
    if (index % 2 === 0) return escapeMarkdown(part);
    // A comment is read by VitePress even in a code span: it may include a file.
    return part.startsWith("`") && !part.includes("<!--") ? part : codeSpan(part.replaceAll("`", ""));
  });
  // Two code spans without anything between them would be one.
  const isBetween = (index: number): boolean => index > 0 && index < parts.length - 1;
  const escaped = parts.map((part, index) => (part === "" && isBetween(index) ? " " : part)).join("");
  return escaped.replace(/^[-+=:]/, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2");
}

/** Text and code in turn. Beside code, text begins and ends anew: to GitHub, nothing is before it or behind it. */
function codeParts(line: string): readonly string[] {
  const parts = line.split(codes);
  return parts.length === 1 ? parts : parts.flatMap((part, index) => (index % 2 === 0 ? codeParts(part) : [part]));
}

/** What is a code span, and what has to be one: formulas, words with the name of an emoji between colons, names of people and teams. */
const codes = new RegExp(
  `(${[
    "\\$`[^`]+`\\$|`[^`]+`",
    "(?<![\\w$])(?:\\$\\$[^$]+\\$\\$|\\$[^\\s$](?:[^$]*[^\\s$])?\\$)(?![\\w$])",
    "(?<![\\w+:-])[\\w+:-]*?:(?:[0-9_+-]*[a-z][a-z0-9_+-]*|[+-]1|100|1234):[\\w+:-]*",
    "(?<!\\w)@[A-Za-z0-9][\\w-]*(?:[/@][\\w-]+)*",
  ].join("|")})`,
);

/**
 * Any text as one piece of code in a line of Markdown, in a cell of a table as well. Nothing in it has a meaning: no mark-up,
 * no HTML, where Markdown is a comment on GitHub no mention, no issue and no link, and where it is in a log no command.
 */
export function codeSpan(text: string): string {
  const line = shown(text.replace(/\s+/g, " ").trim());
  if (line === "") return '`""`';
  if (!/[`|<]|##/.test(line)) return `\`${line}\``;
  return `<code>${line.replace(/[^A-Za-z0-9 ]/gu, (char) => `&#${char.codePointAt(0) ?? 0};`)}</code>`;
}

/** Author's text as the text of an element or of a quoted attribute in HTML. Lines stay, and what is unseen is shown. */
export function htmlText(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }; // prettier-ignore
  return shown(text.replace(/\r\n?/g, "\n")).replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

function escapeMarkdown(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return text.replace(/[&<>]/g, (char) => entities[char] ?? char).replace(/[\\`*_[\]~|!#]/g, "\\$&");
}

/** Whether a name can stand as it is, as a key or after a dot. */
function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}

function tag({ name, text, code }: DocTag): string {
  const head = `@${name} ${part(text)}`.trimEnd();
  return code === undefined ? head : `${head}\n\`\`\`ts\n${closedCode(code)}\n\`\`\``;
}

/** Code of ours in a comment: only its string literals can hold an `@` that would begin a tag. */
function closedCode(code: string): string {
  return closed(code).replace(/([\s*{])@/g, "$1\\u0040");
}

function part(text: DocPart): string {
  return typeof text === "string" ? wrap(untagged(closed(text))).trim() : closed(text.ours);
}

/** Text that cannot end the comment and hides nothing. */
function closed(text: string): string {
  return shown(text.replace(/\r\n?/g, "\n"))
    .replaceAll("*/", "*\\/")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** Text in which no `@` begins a tag. */
function untagged(text: string): string {
  return text.replace(/(^|[\s*{])@/g, "$1\\@");
}

/** Wraps paragraphs; code, tables and headings stay as they are. What is too much for a line begins the next one of its paragraph. */
function wrap(text: string): string {
  const lines: string[] = [];
  let fenced = false;
  let isOver = false;
  for (const line of text.split("\n")) {
    const fence = /^\s*(```|~~~)/.test(line);
    if (fence) fenced = !fenced;
    const stays = fence || fenced || /^(\s{4}|\s*[|#])/.test(line);
    const whole: string = isOver && !stays && !startsBlock(line) ? `${lines.pop() ?? ""} ${line.trimStart()}` : line;
    const wrapped = stays || whole.length <= docWidth ? [whole] : wrapLine(whole);
    isOver = wrapped.length > 1;
    lines.push(...wrapped);
  }
  return lines.join("\n");
}

/** Whether a line is no more of the paragraph before it. */
function startsBlock(line: string): boolean {
  return /^\s*(?:$|>|[-*+]\s|[-=]+$|\d+[.)]\s)/.test(line);
}

/** Breaks one line at spaces, but never before a word that Markdown would read as the start of a block. */
function wrapLine(line: string): readonly string[] {
  const marker = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?/.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = marker;
  for (const [index, word] of line.slice(marker.length).split(" ").entries()) {
    if (index === 0) current += word;
    else if (current.length + 1 + word.length <= docWidth || /^(?:[-*+>|=#~]|```|\d+[.)]|$)/.test(word))
      current += ` ${word}`;
    else {
      lines.push(current);
      current = " ".repeat(marker.length) + word;
    }
  }
  return [...lines, current];
}

/** Each UTF-16 unit as `\uXXXX`. */
function escapeUnits(char: string): string {
  return Array.from(
    { length: char.length },
    (_, index) => `\\u${char.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

function isList(value: CodeValue): value is readonly CodeValue[] {
  return Array.isArray(value);
}
