// A plan → what people read of it: one line of what comes next, and why.
import { codeSpan } from "../code/text.js";
import { changelogBody, changelogHeading } from "../diff/report/changelog.js";
import { capped, countsSentence, levelAfter } from "../diff/report/words.js";
import type { ReleasePlan } from "./plan.js";
import type { Surface } from "./surface.js";

/** `hub: 1.3.0 (minor) after npm:@acme/hub@1.2.3`, with the reasons below; `0.2.0 (major as 0.x)` where levels count up other numbers. */
export function planText(plan: ReleasePlan): string {
  const { target, version, level, base, configured, because, api, surface } = plan;
  if (base === null) return `${target}: ${configured}, the first release\n`;
  if (version === null) {
    const more = configured === base.version ? "" : `, but for the version, ${configured}`;
    return `${target}: nothing to release: the package is that of ${base.source}${more}\n`;
  }
  const heads = [`${target}: ${version} (${levelAfter(base.version, level)}) after ${base.source}`];
  const apiLine = `  the API: ${because.api}${api === null || because.api === "none" ? "" : ` (${countsSentence(api)})`}`;
  const ownLine = `  the package itself: ${because.package}${surface === null || because.package === "none" ? "" : ` (${surfaceSentence(surface)})`}`; // prettier-ignore
  return `${[...heads, apiLine, ownLine].join("\n")}\n`;
}

function surfaceSentence({ lost, broken, changed, gained, files }: Surface): string {
  const part = (names: readonly string[], what: string): readonly string[] =>
    names.length === 0 ? [] : [`${what} ${capped(names.map(codeSpan), 4)}`];
  const parts = [
    ...part(lost, "no longer exports"),
    ...part(broken, "breaks"),
    ...part(gained, "exports"),
    ...part(changed, "changes"),
  ];
  return parts.length > 0 ? parts.join("; ") : `another ${capped(files, 2)}`;
}

/** The section of the changelog. */
export function sectionText({ changelog }: ReleasePlan): string {
  return changelog === null ? "" : `${changelogHeading(changelog)}\n\n${changelogBody(changelog)}\n`;
}
