// What is to be known of whole documents before a schema is read: who refers to whom, and which schemas extend another.
import { entriesOf, get, itemsOf, type SourceMap, type SourceNode } from "../source.js";
import type { Documents } from "./document.js";

export interface Facts {
  /** Names of the schemas under `components`, in order. */
  readonly components: ReadonlyMap<SourceNode, string>;
  /** The schemas that extend one through `allOf`, in order. */
  readonly subtypes: ReadonlyMap<SourceNode, readonly SourceNode[]>;
  /** What is referred to as a member of a union. */
  readonly asArm: ReadonlySet<SourceNode>;
  /** What is referred to as anything else. */
  readonly otherwise: ReadonlySet<SourceNode>;
  /** Whether members of unions say which fields are required: then one that does not say so means something by it. */
  readonly armsRequire: boolean;
}

/** Values in which a `$ref` is no reference. */
const data: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

interface Gathered {
  readonly subtypes: Map<SourceNode, SourceNode[]>;
  readonly asArm: Set<SourceNode>;
  readonly otherwise: Set<SourceNode>;
  armsRequire: boolean;
}

/** Goes through the documents once. */
export function gatherFacts(documents: Documents): Facts {
  const components = new Map(documents.asked.flatMap(({ root }) => entriesOf(get(get(root, "components"), "schemas")).map(({ key, value }) => [value, key] as const))); // prettier-ignore
  const facts: Gathered = { subtypes: new Map(), asArm: new Set(), otherwise: new Set(), armsRequire: false };
  for (const { root } of documents.asked) gatherFrom(root, components, { documents, facts });
  return { components, ...facts };
}

function gatherFrom(
  root: SourceNode,
  components: Facts["components"],
  { documents, facts }: { readonly documents: Documents; readonly facts: Gathered },
): void {
  const open: { readonly node: SourceNode; readonly within: string }[] = [{ node: root, within: "" }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, within } = next;
    if (node.kind === "list") open.push(...node.items.map((item) => ({ node: item, within })));
    if (node.kind !== "map") continue;
    noteReference(node, within, { documents, facts });
    if (components.has(node)) noteBases(node, { documents, facts });
    for (const { key, value } of node.entries)
      if (!data.has(key) && !key.startsWith("x-")) open.push({ node: value, within: value.kind === "list" ? key : "" });
  }
}

interface Gathering {
  readonly documents: Documents;
  readonly facts: Gathered;
}

function noteReference(node: SourceMap, within: string, { documents, facts }: Gathering): void {
  const isArm = within === "oneOf" || within === "anyOf";
  if (isArm && get(node, "properties") && get(node, "required")) facts.armsRequire = true;
  const ref = get(node, "$ref");
  const target = ref?.kind === "scalar" ? documents.follow(ref) : undefined;
  if (!target || within === "allOf") return;
  if (isArm) facts.asArm.add(target);
  else facts.otherwise.add(target);
}

function noteBases(node: SourceMap, { documents, facts }: Gathering): void {
  for (const item of itemsOf(get(node, "allOf"))) {
    const ref = get(item, "$ref");
    const base = ref && documents.follow(ref);
    if (!base) continue;
    const others = facts.subtypes.get(base);
    if (others) others.push(node);
    else facts.subtypes.set(base, [node]);
  }
}
