// The text of a JSON value → the same value, laid out for people. Tokens stay as they were written, so that no digit is lost
// and members keep their order, which values of JavaScript would not.
import { escapedJson } from "../../doors.js";

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** For a text that is JSON. */
export function prettyJson(text: string): string {
  let indent = "\n";
  let laid = "";
  let before = "";
  for (const [part] of text.matchAll(token)) {
    const closes = part === "}" || part === "]";
    if (closes) indent = indent.slice(0, -2);
    const isEmpty = closes && (before === "{" || before === "[");
    if ((closes && !isEmpty) || (!closes && ["{", "[", ","].includes(before))) laid += indent;
    laid += part === ":" ? ": " : part;
    if (part === "{" || part === "[") indent += "  ";
    before = part;
  }
  return escapedJson(laid);
}
