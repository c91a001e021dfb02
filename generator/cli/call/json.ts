// The text of a JSON value → the same value, laid out for people. Tokens stay as they were written, so that no digit is lost
// and members keep their order, which values of JavaScript would not.
import { escapedJson } from "../../doors.js";

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** For a text that is JSON. */
export function prettyJson(text: string): string {
  let depth = 0;
  let before = "";
  const parts: string[] = [];
  for (const [part] of text.matchAll(token)) {
    if (isEnd(part)) depth--;
    if (isOnNewLine(before, part)) parts.push("\n", "  ".repeat(depth));
    parts.push(part === ":" ? ": " : part);
    if (isStart(part)) depth++;
    before = part;
  }
  return escapedJson(parts.join(""));
}

function isOnNewLine(before: string, part: string): boolean {
  if (isEnd(part)) return !isStart(before);
  return before === "," || isStart(before);
}

function isStart(part: string): boolean {
  return part === "{" || part === "[";
}

function isEnd(part: string): boolean {
  return part === "}" || part === "]";
}
