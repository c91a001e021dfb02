// What reads the pages of an action, one after the other.
import type { ConstStatement } from "../../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../../code/file.js";
import { literal } from "../../code/text.js";
import { typeArguments, typeText } from "../../code/type.js";
import { bareType, pagesOf, typeAt, type Action, type InputMember, type Json, type Pagination } from "../../model.js";
import { paginatorName } from "../../names.js";
import { oursDoc } from "./docs.js";
import { primitiveOf } from "./simple.js";

/** A target may include an action and not all that its pages go by: then there is nothing. */
export function pageStatements(action: Action, file: CodeFile): readonly ConstStatement[] {
  const { className, outputs, pagination } = action;
  const pages = pagesOf(action, file.scope.types);
  if (pagination === undefined || pages === undefined) return [];
  const types = typeArguments([className, typeText(pages.item, file)]);
  // Of several outcomes the body is looked at.
  const within = outputs.length > 1 ? ["data"] : [];
  const rule = {
    request: pages.request.property,
    items: [...within, ...pagination.items],
    ...(pagination.response === undefined
      ? countRule(pagination, pages.request)
      : { response: [...within, ...pagination.response] }),
    ...formRule(action, pages.request, file),
  };
  return [
    {
      kind: "const",
      name: paginatorName(className),
      type: `${file.use(runtimeType("Paginator"))}${types}`,
      value: { callee: file.use(runtime("paginator")), typeArguments: types, parameters: [literal(rule)] },
      doc: oursDoc(`Reads the pages that {@link ${className}} asks for.`),
    },
  ];
}

function countRule({ kind }: Pagination, { standard }: InputMember): { readonly [name: string]: Json } {
  const start = typeof standard === "number" && standard !== 0 ? { start: standard } : {};
  return kind === "page" ? { count: "pages", ...start } : start;
}

/** What an integer is in the field, where it is something else in the answer or is counted: 64 bits may be no number. */
function formRule({ outputs, pagination }: Action, { type }: InputMember, file: CodeFile): { readonly form?: string } {
  const { types } = file.scope;
  const [output] = outputs;
  const next = output && pagination?.response && typeAt(output.slot.type, pagination.response, types);
  const [form, given] = [primitiveOf(bareType(type, types), file), next ? primitiveOf(next, file) : "number"];
  return form === undefined || given === undefined || form === given ? {} : { form };
}
