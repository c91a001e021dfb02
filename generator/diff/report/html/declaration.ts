// The declaration of a type or an action, before and after, as HTML.
import type { Declaration } from "../declarations.js";
import { html, type Html } from "./markup.js";
import { sideBySide, type Line, type LinePair } from "../line-diff.js";

interface Names {
  readonly old: string | null;
  readonly new: string | null;
}

export function declarationHtml({ old, new: next }: Declaration, versions: Names): Html | undefined {
  if (old === null && next === null) return undefined;
  if (old === null || next === null) return alone(old ?? next ?? "", old === null ? "new" : "old", versions);
  if (old === next) return unmarked(next);
  return html`<figure class="declaration both">
    <div class="sides">
      <b class="head">${titleOf("old", versions)}</b>
      <b class="head">${titleOf("new", versions)}</b>
      ${folded(sideBySide(old, next))}
    </div>
  </figure>`;
}

function unmarked(text: string): Html {
  return html`<figure class="declaration alone">
    <figcaption>In both versions <span>what changed is not in the declaration</span></figcaption>
    <pre><code>${text}</code></pre>
  </figure>`;
}

/** What is on one side only is not marked: all of it is new, or gone. */
function alone(text: string, side: "old" | "new", versions: Names): Html {
  return html`<figure class="declaration alone ${side}">
    <figcaption>${titleOf(side, versions)} <span>${side === "old" ? "gone" : "not there before"}</span></figcaption>
    <pre><code>${text}</code></pre>
  </figure>`;
}

function titleOf(side: "old" | "new", versions: Names): Html {
  const version = versions[side];
  return html`${side === "old" ? "Old" : "New"}${version === null ? undefined : html` <span>${version}</span>`}`;
}

/** Lines that stay around a change and at the beginning, and how many more are worth folding. */
const context = 3;
const worthFolding = 4;

function folded(pairs: readonly LinePair[]): readonly Html[] {
  return runsOf(pairs).flatMap((run, index, runs) => {
    const end = run.length - (index === runs.length - 1 ? 0 : context);
    if (run[0]?.same !== true || end < context + worthFolding) return run.map(row);
    return [...run.slice(0, context).map(row), unchanged(run.slice(context, end)), ...run.slice(end).map(row)];
  });
}

/** Neighbours that are all the same, or all not. */
function runsOf(pairs: readonly LinePair[]): readonly (readonly LinePair[])[] {
  const runs: LinePair[][] = [];
  for (const pair of pairs) {
    const last = runs.at(-1);
    if (last?.[0]?.same === pair.same) last.push(pair);
    else runs.push([pair]);
  }
  return runs;
}

function unchanged(pairs: readonly LinePair[]): Html {
  const text = pairs.map(({ new: line }) => textOf(line)).join("\n");
  return html`<details class="fold">
    <summary>${pairs.length} unchanged lines</summary>
    <pre><code>${text}</code></pre>
  </details>`;
}

function row({ same, old, new: next }: LinePair): Html {
  if (same) return html`<code class="same">${textOf(old)}</code><code>${textOf(next)}</code>`;
  const [before, after] = [marked(old), marked(next)];
  return html`${before ? html`<code class="old"><del>${before}</del></code>` : missing}${after ? html`<code class="new"><ins>${after}</ins></code>` : missing}`;
}

const missing = html`<code class="none"></code>`;

/** The words that differ, unless that is the whole line. */
function marked(line: Line | undefined): readonly Html[] | undefined {
  const isWhole = line?.every(({ changed }) => changed);
  return line?.map(({ text, changed }) => (changed && !isWhole ? html`<mark>${text}</mark>` : html`${text}`));
}

function textOf(line: Line | undefined): string {
  return (line ?? []).map(({ text }) => text).join("");
}
