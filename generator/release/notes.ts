// What a release tells of itself: what the API's changes are, as every changelog has them, and what is another for other reasons.
import { codeSpan } from "../code/text.js";
import { changelogSections, type Changelog, type ChangelogEntry, type ChangelogSectionTitle } from "../diff/report/changelog.js"; // prettier-ignore
import { capped } from "../diff/report/words.js";
import type { Surface } from "./surface.js";

export function firstNotes(version: string, date: string | undefined): Changelog {
  return { schemaVersion: 1, version, date: date ?? null, sections: [{ title: "Added", entries: [entry("First release")] }] }; // prettier-ignore
}

/** The changelog of the API under the version of the package, with what is of the package alone at the end of each section. */
export function notesOf(ofApi: Changelog, surface: Surface, version: string): Changelog {
  const own = surfaceEntries(surface);
  const sections = changelogSections.flatMap((title) => {
    const found = ofApi.sections.find((section) => section.title === title)?.entries ?? [];
    const entries = [...found, ...own.filter(([at]) => at === title).map(([, text]) => entry(text))];
    return entries.length === 0 ? [] : [{ title, entries }];
  });
  return { ...ofApi, version, sections };
}

function entry(text: string): ChangelogEntry {
  return { text, changes: [], renames: [], migration: null };
}

type Told = readonly [title: ChangelogSectionTitle, text: string];

function surfaceEntries({ lost, broken, changed, gained, files }: Surface): readonly Told[] {
  const tell = (names: readonly string[], title: ChangelogSectionTitle, text: string): readonly Told[] =>
    names.length === 0 ? [] : [[title, text.replace("…", () => capped(names.map(codeSpan), 12))]];
  const told = [
    ...tell(lost, "Breaking", "The package no longer exports …"),
    ...tell(broken, "Breaking", "The package declares … otherwise, and code that uses it may not compile any more"),
    ...tell(gained, "Added", "The package exports …"),
    ...tell(changed, "Changed", "The package declares … otherwise, and code that uses it compiles as before"),
  ];
  return told.length > 0 ? told : quietEntries(files);
}

/** Where nothing can be seen in the types. */
function quietEntries(files: readonly string[]): readonly Told[] {
  const described = files.filter((path) => path === "package.json" || path === "LICENSE");
  if (files.some((path) => path.endsWith(".js")))
    return [["Changed", "The package has other code behind the same types"]];
  if (described.length > 0)
    return [["Changed", `The package has another ${described.map(codeSpan).join(" and another ")}`]];
  return files.length > 0 ? [["Fixed", "The package has other documentation"]] : [];
}
