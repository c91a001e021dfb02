// Unions and enums of exported documents: with all that an export says of their members. A union of another form than an
// export's is read as that of any other document.
import type { Tagging } from "../model.js";
import { choiceOf, entriesOf, get, itemsOf, textOf, toJson, type SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import type { About, Declaration, EnumValueDraft, SlotDraft, UnionDraft, VariantDraft } from "./draft.js";
import { said, saidText } from "./note.js";
import { snakeCase } from "./own-pairs.js";
import { partOf, type Reader } from "./reader.js";
import { slotOf } from "./schema.js";

/** The union that an export wrote; undefined for any other schema. */
export function readOwnUnion(site: SourceNode, declaration: Declaration, reader: Reader): UnionDraft | undefined {
  const tagging = choiceOf(said(site, "tagging"), ["adjacent", "external", "untagged"]) ?? "internal";
  const variants = variantsOf(site, { tagging, declaration, reader });
  if (!variants || variants.length === 0) return undefined;
  const tag = tagging === "internal" || tagging === "adjacent" ? tagOf(site) : undefined;
  return { kind: "union", tagging, tag, variants: inOrder(variants, site), examples: itemsOf(get(site, "examples")) };
}

interface Members {
  readonly tagging: Tagging;
  readonly declaration: Declaration;
  readonly reader: Reader;
}

function tagOf(site: SourceNode): string | undefined {
  return textOf(get(get(site, "discriminator"), "propertyName"));
}

/** The variants, if each member has the form of one. */
function variantsOf(site: SourceNode, members: Members): readonly VariantDraft[] | undefined {
  const arms = itemsOf(get(site, members.tagging === "untagged" ? "anyOf" : "oneOf"));
  const read = arms.map((arm) => {
    switch (members.tagging) {
      case "external":
        return externalVariants(arm, members);
      case "untagged":
        return untaggedVariants(arm, members);
      default:
        return taggedVariants(arm, tagOf(site), members);
    }
  });
  return read.every((each) => each !== undefined) ? read.flat() : undefined;
}

type Variants = readonly VariantDraft[] | undefined;

function taggedVariants(arm: SourceNode, tag: string | undefined, { declaration, reader }: Members): Variants {
  const node = partOf(arm, reader)?.node;
  const parts = partsOf(node, tag);
  if (!node || !parts || said(node, "variantOf") === undefined) return undefined;
  const { wire, content, payload } = parts;
  const slot = payload && slotOf(payload, { owner: declaration, words: wire }, reader);
  return [variant(node, { wire, slot, content })];
}

interface Parts {
  readonly wire: string;
  readonly content: string | undefined;
  readonly payload: SourceNode | undefined;
}

/** The tag of a member, and its payload: behind it in `allOf`, or under the only other key. */
function partsOf(node: SourceNode | undefined, tag = ""): Parts | undefined {
  const [head, flat, ...more] = get(node, "allOf") ? itemsOf(get(node, "allOf")) : [node];
  const properties = entriesOf(get(head, "properties"));
  const wire = textOf(get(properties.find(({ key }) => key === tag)?.value, "const"));
  const [content, ...others] = properties.filter(({ key }) => key !== tag);
  if (wire === undefined || more.length + others.length > 0 || (content && flat)) return undefined;
  return { wire, content: content?.key, payload: flat ?? content?.value };
}

function externalVariants(arm: SourceNode, { declaration, reader }: Members): Variants {
  const [entry, ...others] = entriesOf(get(arm, "properties"));
  if (entry && others.length === 0)
    return [variant(arm, { wire: entry.key, slot: slotOf(entry.value, { owner: declaration, words: entry.key }, reader) })]; // prettier-ignore
  const wires = itemsOf(get(arm, "enum")).map((item) => textOf(item));
  if (wires.length === 0 || !wires.every((wire) => wire !== undefined)) return undefined;
  const values = withNotes(namedValues(wires, arm), arm);
  return values.map(({ wire, name, docs, own }) => ({ wire: String(wire), payload: undefined, content: undefined, docs, own: { name, content: undefined, about: own ?? { docs, deprecated: false, extensions: [] } } })); // prettier-ignore
}

/** Names and texts of values, as the export writes them beside an `enum`. */
function namedValues(wires: readonly string[], node: SourceNode): readonly EnumValueDraft[] {
  const beside = (key: string): readonly (string | undefined)[] => itemsOf(get(node, key)).map((item) => textOf(item));
  const [names, docs] = [beside("x-enum-varnames"), beside("x-enum-descriptions")];
  return wires.map((wire, index) => ({ wire, name: names[index], docs: docs[index] || undefined }));
}

function untaggedVariants(arm: SourceNode, { declaration, reader }: Members): Variants {
  const wire = textOf(get(arm, "title"));
  if (wire === undefined) return undefined;
  const isUnit = said(arm, "unsaid") !== undefined;
  return [variant(arm, { wire, slot: isUnit ? undefined : slotOf(arm, { owner: declaration, words: wire }, reader) })];
}

interface VariantParts {
  readonly wire: string;
  readonly slot: SlotDraft | undefined;
  readonly content?: string | undefined;
}

/** A variant with what is said of it and of what it holds. */
function variant(node: SourceNode, { wire, slot, content }: VariantParts): VariantDraft {
  const { docs, deprecated, extensions } = aboutOf([node], textOf(get(node, "title")));
  const all = [...extensions, ...(slot?.about.extensions ?? [])].filter(({ value }, index, entries) => entries.findIndex((entry) => entry.value === value) === index); // prettier-ignore
  const about: About = { docs, deprecated, extensions: all };
  const name = saidText(node, "name") ?? textOf(get(node, "title"));
  const key = saidText(node, "content") ?? content;
  return {
    wire,
    payload: slot && { ...slot, about },
    content,
    docs,
    own: { name, about, content: key && snakeCase(key) },
  };
}

/** An export has variants without a payload first; where that is not their order, it says so. */
function inOrder(variants: readonly VariantDraft[], site: SourceNode): readonly VariantDraft[] {
  const order = new Map(itemsOf(said(site, "order")).map((item, index) => [textOf(item) ?? "", index]));
  const rank = ({ wire }: VariantDraft): number => order.get(wire) ?? order.size;
  return variants.toSorted((a, b) => rank(a) - rank(b));
}

// ── Values of enums ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The values of an enum with what notes say of each, under its wire form. */
export function withNotes(values: readonly EnumValueDraft[], site: SourceNode): readonly EnumValueDraft[] {
  const notes = said(site, "values");
  const old = new Set(itemsOf(said(site, "deprecatedValues")).map((item) => toJson(item)));
  if (!notes && old.size === 0) return values;
  return values.map((value) => {
    const node = get(notes, String(value.wire));
    const { extensions, deprecated } = aboutOf(node ? [node] : []);
    return { ...value, own: { docs: value.docs, deprecated: deprecated || old.has(value.wire), extensions } };
  });
}
