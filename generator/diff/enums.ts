// Values of enums, by their literals.
import type { EnumType, EnumValue } from "../model.js";
import { draft, match, type Draft, type Owner, type Pair, type Place } from "./draft.js";
import { lifecycleDrafts } from "./lifecycle.js";

export function enumDrafts(old: EnumType, next: EnumType, { seen }: Pair): readonly Draft[] {
  const owner: Owner = { kind: "type", id: next.id, side: "both" };
  const placeOf = ({ wire }: EnumValue, sides: Pick<Place, "old" | "new">): Place => ({ owner, where: `${next.id}.${wire}`, ...sides, anchor: next.origin }); // prettier-ignore
  const { removed, added, kept } = match(old.values, next.values, literalAndName);
  const [lost, won] = [literals(removed), literals(added)];
  return [
    ...removed.map(
      (value) =>
      draft("enum-value-removed", won.has(value.wire) ? "renamed" : "any", { place: placeOf(value, { old: value.origin, new: undefined }), before: value.wire }), // prettier-ignore
    ),
    ...added.map(
      (value) =>
      draft("enum-value-added", lost.has(value.wire) ? "renamed" : old.closed ? "closed" : "open", { place: placeOf(value, { old: undefined, new: value.origin }), after: value.wire }), // prettier-ignore
    ),
    ...(seen
      ? []
      : kept.flatMap(([before, after]) => {
          const place = placeOf(after, { old: before.origin, new: after.origin });
          return lifecycleDrafts(before, after, { place, kind: "type-description-changed" });
        })),
  ];
}

function literals(values: readonly EnumValue[]): ReadonlySet<string | number> {
  return new Set(values.map(({ wire }) => wire));
}

/** `1` and `"1"` are two literals. */
function literalAndName({ wire, name }: EnumValue): string {
  return JSON.stringify([wire, name]);
}
