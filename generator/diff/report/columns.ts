// Text in the columns of a terminal, where some characters take two and some none.
import { widthOf } from "../../width.js";

/** The columns that a report takes at most. */
export const width = 100;

/** Text that is at most this wide. */
export function cut(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let kept = "";
  let taken = 1;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    taken += widthOf(segment);
    if (taken > most) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Lines of whole words; a word that is wider than a line is cut. */
export function wrapped(text: string, indent: string, further = indent): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    const isFirst = line.trim() === "";
    if (!isFirst && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = further + cut(word, width - further.length);
    } else line += `${isFirst ? "" : " "}${cut(word, width - further.length)}`;
  }
  return [...lines, line];
}
