// An action → its call in TypeScript, by a method of the client and as a value: whole programs but for the imports and the client.
import type { Scope } from "../code/scope.js";
import { access, type CodeValue } from "../code/text.js";
import { fieldsName } from "../code/type.js";
import { requestCode } from "../emit/example.js";
import type { Action, Json } from "../model.js";
import { tsLayout } from "./layout.js";

/** What both calls begin with. */
const [byMethod, byValue] = ["const output = await ", "const same = await "];

export function snippetCode(action: Action, request: Json | undefined, scope: Scope): string {
  const namespace = scope.modules.get(action.module)?.namespace ?? action.module;
  const method = `client${access(action.group)}${access(action.method)}`;
  const made = `new ${namespace}.${action.className}`;
  const input = request === undefined ? {} : requestCode(action, request, scope);
  if (isEmpty(input)) return [`${byMethod}${method}();`, `${byValue}client.execute(${made}());`].join("\n");
  const [first, second] = [
    call(`${byMethod}${method}(`, input, ");"),
    call(`${byValue}client.execute(${made}(`, input, "));"),
  ];
  if (!first.includes("\n") && !second.includes("\n")) return [first, second].join("\n");
  // What is long is said once.
  return [
    call(`const fields: ${namespace}.${fieldsName(action.className)} = `, input, ";"),
    `${byMethod}${method}(fields);`,
    `${byValue}client.execute(${made}(fields));`,
  ].join("\n");
}

function call(head: string, input: CodeValue, tail: string): string {
  return `${head}${tsLayout(input, { before: head.length, after: tail.length })}${tail}`;
}

function isEmpty(input: CodeValue): boolean {
  return typeof input === "object" && input !== null && Object.keys(input).length === 0;
}
