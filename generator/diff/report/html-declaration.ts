// The declaration of a type or an action, before and after, as HTML.
import type { Declaration } from "./declarations.js";
import { html, type Html } from "./markup.js";
import { sideBySide, type Line, type LinePair } from "./line-diff.js";

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

/** Lines that stay around a change, and how many more are worth folding. */
const context = 3;
const worthFolding = 4;

function folded(pairs: readonly LinePair[]): readonly Html[] {
  const shown: Html[] = [];
  let run: LinePair[] = [];
  const settle = (isLast: boolean): void => {
    const [before, after] = [shown.length === 0 ? 0 : context, isLast ? 0 : context];
    const hidden = run.slice(before, run.length - after);
    const fold = run.length >= before + after + worthFolding;
    shown.push(...(fold ? [...run.slice(0, before).map(row), unchanged(hidden), ...run.slice(run.length - after).map(row)] : run.map(row))); // prettier-ignore
    run = [];
  };
  for (const pair of pairs) {
    if (pair.same) {
      run.push(pair);
      continue;
    }
    settle(false);
    shown.push(row(pair));
  }
  settle(true);
  return shown;
}

function unchanged(pairs: readonly LinePair[]): Html {
  const text = pairs.map(({ new: line }) => textOf(line)).join("\n");
  return html`<details class="fold">
    <summary>${pairs.length} unchanged lines</summary>
    <pre><code>${text}</code></pre>
  </details>`;
}

function row({ same, old, new: next }: LinePair): Html {
  if (same) return html`<code class="same">${textOf(old)}</code><code>${textOf(next)}</code>
`; // prettier-ignore
  return html`${cell("del", old)}${cell("ins", next)} `;
}

function cell(element: "del" | "ins", line: Line | undefined): Html {
  if (!line) return html`<code class="none"></code>`;
  const isWhole = line.every(({ changed }) => changed);
  const spans = line.map(({ text, changed }) => (changed && !isWhole ? html`<mark>${text}</mark>` : html`${text}`));
  return element === "del" ? html`<code class="old"><del>${spans}</del></code>` : html`<code class="new"><ins>${spans}</ins></code>`; // prettier-ignore
}

function textOf(line: Line | undefined): string {
  return (line ?? []).map(({ text }) => text).join("");
}
