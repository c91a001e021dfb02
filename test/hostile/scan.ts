// What a generated package may not be: each check answers with what it found, nothing if all is well.
import * as prettier from "prettier";
import ts from "typescript";
import type { GeneratedFile } from "../../generator/index.js";

/** What is planted, as it may not stand in code. */
const planted = /zqxj\d|evil/u;

/** The kinds of a file's nodes, and the names in it: what its meaning hangs on. Texts, and names of members, stand for themselves only. */
export function skeleton(text: string): readonly string[] {
  const file = parse(text);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isMemberName(node)) return void found.push("member");
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const [, argument] = children(node);
      if (argument && (ts.isIdentifier(argument) || ts.isStringLiteral(argument))) {
        found.push("access");
        return visit(node.expression);
      }
    }
    if (!ts.isParenthesizedTypeNode(node) && !ts.isParenthesizedExpression(node))
      found.push(ts.isIdentifier(node) ? `=${node.text}` : String(node.kind));
    ts.forEachChild(node, visit);
  };
  visit(file);
  const { pragmas, commentDirectives = [], referencedFiles, checkJsDirective } = file as Internal;
  return [...found, `directives ${commentDirectives.length} ${referencedFiles.length} ${pragmas.size} ${String(checkJsDirective?.enabled)}`]; // prettier-ignore
}

/** Syntax errors, planted text that is code, and templates that compute. */
export function codeProblems(path: string, text: string, isWord = false): readonly string[] {
  const file = parse(text);
  const found = (file as Internal).parseDiagnostics.map(({ start, messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, " ")}: ${text.slice(Math.max(0, start - 40), start + 40)}`); // prettier-ignore
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node)) found.push(`${path}: ${node.getText(file)}`);
    if (ts.isIdentifier(node) && !isWord && planted.test(node.text) && !isMember(node)) found.push(`${path}: ${node.text} is code`);
    if ((ts.isRegularExpressionLiteral(node) || ts.isJsxText(node)) && planted.test(node.getText(file))) found.push(`${path}: ${node.getText(file)}`);
    if (ts.isComputedPropertyName(node) && !ts.isStringLiteral(node.expression)) found.push(`${path}: ${node.getText(file)}`);
    ts.forEachChild(node, visit);
  }; // prettier-ignore
  visit(file);
  const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u.exec(
    text,
  );
  return unseen ? [...found, `${path}: U+${unseen[0].charCodeAt(0).toString(16)} unescaped`] : found;
}

interface Internal extends ts.SourceFile {
  readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  readonly commentDirectives?: readonly unknown[];
  readonly pragmas: ReadonlyMap<string, unknown>;
  readonly checkJsDirective?: { readonly enabled: boolean };
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("file.ts", text, ts.ScriptTarget.ES2022, true);
}

function children(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  ts.forEachChild(node, (child) => void found.push(child));
  return found;
}

/** The name of a member, in whatever way it is written. */
function isMemberName(node: ts.Node): boolean {
  if (ts.isComputedPropertyName(node)) return ts.isStringLiteral(node.expression);
  const { parent } = node;
  const isName = parent !== undefined && (parent as { name?: ts.Node }).name === node;
  return isName && (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent));
}

function isMember(node: ts.Identifier): boolean {
  return isMemberName(node) || (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
}

/** Paths that would leave the package, or are more than letters, digits, dots, hyphens and underscores. */
export function pathProblems(files: readonly Pick<GeneratedFile, "path">[]): readonly string[] {
  const paths = files.map(({ path }) => path);
  const folded = paths.map((path) => path.toLowerCase());
  const odd = paths.filter((path) => !/^(?:[A-Za-z0-9_][A-Za-z0-9._-]*\/)*[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(path));
  const devices = paths.filter((path) => /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)/i.test(path));
  return [...odd, ...devices, ...paths.filter((_, index) => folded.indexOf(folded[index] ?? "") !== index)];
}

/** JSON without its texts. */
export function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === "object" && value !== null) return Object.values(value).map(shape);
  return typeof value === "string" ? "text" : value;
}

/**
 * What a Markdown text has besides running text: HTML, links that do not show where they lead, pictures, and blocks with their
 * beginnings where those are of authors. Code of authors stays code.
 */
export async function outline(text: string): Promise<readonly string[]> {
  const { __debug } = prettier as unknown as { __debug: { parse: (text: string, options: object) => Promise<{ ast: MarkdownNode }> } }; // prettier-ignore
  // A dollar is a letter to everyone but this parser, to which it can take away the back-tick of a span of code.
  const { ast } = await __debug.parse(text.replaceAll("$", "S"), { parser: "markdown" });
  const found: string[] = [];
  const passed = [
    "root",
    "text",
    "sentence",
    "word",
    "whitespace",
    "inlineCode",
    "code",
    "break",
    "paragraph",
    "liquidNode", // text to everyone but this parser
  ];
  const visit = (node: MarkdownNode): void => {
    const { type, url, value, children: inner = [] } = node;
    const isCode = type === "html" && /^<\/?code>$/.test(value ?? ""); // a span of code that back-ticks could not hold
    const isPlain = isCode || passed.includes(type) || (type === "link" && textOf(node) === url);
    if (type === "heading") found.push(`heading ${/zqxj/.test(textOf(node)) ? "with a text" : ""}`);
    // The inside of ours is entities.
    else if (!isPlain && !/^<\/?code>$/.test(value ?? ""))
      found.push([type, url, type === "html" ? value : ""].join(" "));
    inner.forEach(visit);
  };
  visit(ast);
  return found;
}

function textOf({ value, children: inner = [] }: MarkdownNode): string {
  return value ?? inner.map(textOf).join("");
}

interface MarkdownNode {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
}

/** Our blocks of TypeScript in Markdown: an author's are not called `ts`. A fence ends with one that is as long. */
export function blocksOf(markdown: string): readonly string[] {
  const fences = markdown.matchAll(/^ *(`{3,})(.*)\n(?:([^]*?)\n)? *\1`*$/gm);
  return [...fences].flatMap(([, , language, code = ""]) => (language === "ts" ? [code] : []));
}
