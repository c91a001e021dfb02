// Files before they are text, and after: what passes from the emitters to print, format and write.
import type { Json } from "../model.js";
import type { Piece } from "./build.js";

/** A file of TypeScript. */
export interface SourceDraft {
  readonly kind: "source";
  readonly path: string;
  readonly pieces: readonly Piece[];
}

/** A file of JSON. `package.json` is written as npm writes it, with every list on lines of its own. */
export interface JsonDraft {
  readonly kind: "json";
  readonly path: string;
  readonly value: Json;
}

/** A file that is text already. */
export interface TextDraft {
  readonly kind: "text";
  readonly path: string;
  readonly text: string;
}

/** A text in Markdown. Its blocks of TypeScript are formatted as sources are. */
export interface MarkdownDraft {
  readonly kind: "markdown";
  readonly path: string;
  readonly text: string;
}

export type Draft = SourceDraft | JsonDraft | TextDraft | MarkdownDraft;

/** A file as it is to be written. */
export interface GeneratedFile {
  /** Relative to the package's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The emitter that made it. */
  readonly owner: string;
}
