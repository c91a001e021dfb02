// Text that anybody may have written → where people look at it: a terminal, a log, a file of JSON. Code has doors of its own.

/**
 * Text on a terminal or in a log: control characters and bidirectional marks would act instead of being seen, and so would
 * the commands that GitHub finds in the middle of a line of its logs (`##[group]`).
 */
export function visible(text: string): string {
  return text
    .replaceAll("\t", "  ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "\uFFFD")
    .replace(/##(?=\w*\[)/g, "#\uFFFD");
}

/** A line of a log: GitHub takes those for commands that begin with two colons, however far they are indented. */
export function logLine(line: string): string {
  return line.replace(/^(\s*):(?=:)/, "$1\uFFFD");
}

/**
 * The same value where JSON is looked at: marks of direction, line separators, C1 controls and what begins a command in a log
 * are escapes, as JSON has them.
 */
export function jsonText(value: object): string {
  return escapedJson(JSON.stringify(value, null, 2));
}

/** The same JSON, as a text that does not act where it is looked at. */
export function escapedJson(text: string): string {
  const acting = /#(?=#\w*\[)|[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  return text.replace(acting, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A text of several lines, each of them {@link visible}. */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => logLine(visible(line)))
    .join("\n");
}

export interface WorkflowCommand {
  readonly kind: "error" | "warning" | "notice";
  /** In the order in which they are written; without what is undefined. */
  readonly properties: { readonly [name: string]: string | number | undefined };
  readonly message: string;
}

/** A line that GitHub takes as a command: https://docs.github.com/actions, "Workflow commands". */
export function workflowCommand({ kind, properties, message }: WorkflowCommand): string {
  const told = Object.entries(properties).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${property(String(value))}`)); // prettier-ignore
  return `::${kind} ${told.join(",")}::${data(message)}`;
}

/** Line breaks as the format has them; what else would act in a log is seen instead. */
function data(text: string): string {
  const lines = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return visible(lines);
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** A text as a part of an address. Half of a character cannot stand there: the mark for it does. */
export function uriPart(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));
}
