// Two texts → a unified diff, as `diff -u` and git write it. Pure, and in bounded time: what differs too much is replaced whole.

/** Lines around a change. */
const margin = 3;
/** With more edits than this within what differs, it is not looked for what else is the same. */
const editLimit = 500;

/** A line of the first text that is gone, of the second that is new, or of both. */
interface Line {
  readonly sign: "-" | "+" | " ";
  readonly text: string;
}

/**
 * The lines of a diff, or none if the texts are the same. Undefined is a file that is not there. Line ends of other systems make
 * no difference.
 */
export function textDiff(path: string, before: string | undefined, after: string | undefined): readonly string[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const hunks = hunksOf(compareLines(a, b));
  if (hunks.length === 0 && (before === undefined) === (after === undefined)) return [];
  const name = (prefix: string, text: string | undefined): string => (text === undefined ? "/dev/null" : prefix + path);
  return [`--- ${name("a/", before)}`, `+++ ${name("b/", after)}`, ...hunks];
}

/** Without a newline at its end, the last line says so, and so differs from one that has it. */
function linesOf(text = ""): readonly string[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const last = lines.pop();
  return last === "" || last === undefined ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

function compareLines(a: readonly string[], b: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const both = (lines: readonly string[]): readonly Line[] => lines.map((text) => ({ sign: " ", text }));
  const middle = shortest(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...both(a.slice(0, start)), ...middle, ...both(a.slice(a.length - end))];
}

/** Myers' greedy algorithm ("An O(ND) Difference Algorithm", 1986): how far each diagonal gets with so many edits. */
function shortest(a: readonly string[], b: readonly string[]): readonly Line[] {
  const traces: Map<number, number>[] = [];
  let ends = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(editLimit, a.length + b.length); edits++) {
    traces.push(ends);
    ends = new Map(ends);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(diagonal, edits, ends) ? (ends.get(diagonal + 1) ?? 0) : (ends.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      ends.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return backwards(traces, a, b);
    }
  }
  return [...a.map((text) => ({ sign: "-", text }) as const), ...b.map((text) => ({ sign: "+", text }) as const)];
}

/** Whether a diagonal is reached by a line of the second text, rather than without one of the first. */
function goesDown(diagonal: number, edits: number, ends: ReadonlyMap<number, number>): boolean {
  return diagonal === -edits || (diagonal !== edits && (ends.get(diagonal - 1) ?? 0) < (ends.get(diagonal + 1) ?? 0));
}

function backwards(traces: readonly Map<number, number>[], a: readonly string[], b: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  let [x, y] = [a.length, b.length];
  for (const [edits, ends] of [...traces.entries()].reverse()) {
    const down = goesDown(x - y, edits, ends);
    const fromX = ends.get(down ? x - y + 1 : x - y - 1) ?? 0;
    const fromY = fromX - (down ? x - y + 1 : x - y - 1);
    while (x > fromX && y > fromY) {
      lines.push({ sign: " ", text: a[--x] ?? "" });
      y--;
    }
    if (edits === 0) break;
    lines.push(down ? { sign: "+", text: b[--y] ?? "" } : { sign: "-", text: a[--x] ?? "" });
  }
  return lines.reverse();
} // prettier-ignore

/** The changes with the lines around them; those that are near to each other together. */
function hunksOf(lines: readonly Line[]): readonly string[] {
  const changes = lines.flatMap(({ sign }, index) => (sign === " " ? [] : [index]));
  const ranges: { start: number; end: number }[] = [];
  for (const index of changes) {
    const last = ranges.at(-1);
    if (last && index - margin <= last.end) last.end = index + margin + 1;
    else ranges.push({ start: Math.max(0, index - margin), end: index + margin + 1 });
  }
  let [at, before, after] = [0, 0, 0];
  return ranges.flatMap(({ start, end }) => {
    for (; at < start; at++, before++, after++);
    const hunk = lines.slice(start, end);
    const head = `@@ -${place(before, hunk, "+")} +${place(after, hunk, "-")} @@`;
    at += hunk.length;
    before += hunk.filter(({ sign }) => sign !== "+").length;
    after += hunk.filter(({ sign }) => sign !== "-").length;
    return [head, ...hunk.flatMap(({ sign, text }) => (sign + text).split("\n"))];
  });
}

/** Where a hunk begins in a text, and how many of its lines it has. One without lines stands behind the line before it. */
function place(lines: number, hunk: readonly Line[], other: Line["sign"]): string {
  const count = hunk.filter(({ sign }) => sign !== other).length;
  return `${count === 0 ? lines : lines + 1},${count}`;
}
