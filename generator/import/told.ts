// What documents say of anything → keys of the spec: documentation, deprecation, stability, `x-*` keys.
import type { Origin } from "../model.js";
import type { SourceNode } from "../source.js";
import { mapOf, scalar } from "./build.js";
import type { About } from "./draft.js";
import { ownExtensions, saidOf } from "./note.js";
import { describedPairs, pairsOf } from "./own-pairs.js";

type Pair = readonly [key: string, value: SourceNode | undefined];

export interface Telling {
  /** Whether documentation is only that, whatever it begins with. */
  readonly isVerbatim: (place: Origin) => boolean;
}

/** Keys for documentation and the like. */
export function aboutPairs(about: About, origin: Origin, { isVerbatim }: Telling): readonly Pair[] {
  const said = (value: string | undefined): SourceNode | undefined => (value === undefined ? undefined : scalar(value, origin)); // prettier-ignore
  const { docs, stability, feature } = isVerbatim(origin) ? { docs: about.docs } : settledIn(about.docs);
  return [
    ["docs", said(docs)],
    ["deprecated", about.deprecated ? (saidOf(about, "deprecated") ?? mapOf([], origin)) : undefined],
    ...(stability === undefined ? describedPairs(about) : [["stability", said(stability)] as const, ["feature", said(feature)] as const]), // prettier-ignore
  ];
}

/** The `x-*` keys, each once. */
export function extensionPairs({ extensions }: About): readonly Pair[] {
  return [...new Map(pairsOf(ownExtensions(extensions)))];
}

/** How settled something is, where its documentation begins with that. */
interface Settled {
  readonly docs: string | undefined;
  readonly stability: "beta" | "experimental" | undefined;
  readonly feature: string | undefined;
}

/** ``**Unstable (feature `x`).**``, a paragraph in front of all others or behind a title, is no documentation. */
function settledIn(docs = ""): Settled {
  const [head, title = "", word = "", feature] = /^(.+\n\n)?\*\*(Unstable|Experimental|Beta)(?: \(feature `([^`\n]+)`\))?\.?\*\*(?:\n\n|$)/.exec(docs) ?? []; // prettier-ignore
  const rest = head === undefined ? docs : (title + docs.slice(head.length)).trim();
  const stability = head === undefined ? undefined : word === "Beta" ? "beta" : "experimental";
  return { docs: rest === "" ? undefined : rest, stability, feature };
}
