// Operations of exported documents: what their notes say of calls and answers.
import { get, itemsOf, textOf, type SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import type { OpenApiDocument } from "./document.js";
import type { About } from "./draft.js";
import { isExported, said, saidText } from "./note.js";
import type { Operation } from "./operations.js";

/** The operations that one stands for: those in its note, each with its own path, or itself. */
export function eachOperation(operation: Operation): readonly Operation[] {
  const each = itemsOf(said(operation.node, "each"));
  if (each.length === 0) return [operation];
  return each.map((node) => ({ ...operation, node, path: saidText(node, "path") ?? operation.path }));
}

/** Answers in the order of the spec: that of a JSON object is not its own. */
export function inNotedOrder<T extends { readonly status: string }>(answers: readonly T[], node: SourceNode): readonly T[] {
  const order = itemsOf(said(node, "order")).map((item) => textOf(item));
  const rank = ({ status }: T): number => (order.includes(status) ? order.indexOf(status) : order.length);
  return answers.toSorted((a, b) => rank(a) - rank(b));
} // prettier-ignore

/** What an exported document says of an answer or a body: all of it is the spec's own. Undefined for other documents. */
export function ownAbout(document: OpenApiDocument, node: SourceNode): About | undefined {
  if (!isExported(document)) return undefined;
  const docs = textOf(get(node, "description"));
  return { docs: docs === "" ? undefined : docs, deprecated: false, extensions: aboutOf([node]).extensions };
}

/** What an export asks for by `Accept`: what its note says and nothing else. */
export function acceptOf({ document, node }: Operation, accept: string | undefined): string | undefined {
  return isExported(document) ? saidText(node, "accept") : accept;
}

/** Whether an answer is that of the whole API, which stands among the components under this name. */
export function isShared(document: OpenApiDocument, response: SourceNode): boolean {
  return isExported(document) && sharedErrorStatus(textOf(get(response, "$ref"))?.split("/").at(-1)) !== undefined;
}

/** The status of an answer that all actions share, by its name among the components. */
export function sharedErrorStatus(name: string | undefined): string | undefined {
  return name === undefined ? undefined : /^error\.(.+)$/i.exec(name)?.[1];
}
