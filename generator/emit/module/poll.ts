// What waits for the work that an action begins: asks another action, with what the first one answered.
import type { ConstStatement } from "../../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../../code/file.js";
import type { Scope } from "../../code/scope.js";
import { access, key, literal } from "../../code/text.js";
import { allActions, pollInputs, type Action, type PollCondition } from "../../model.js";
import { waiterName } from "../../names.js";
import { int64InCode } from "../example.js";
import { actionSymbols } from "./action.js";
import { oursDoc } from "./docs.js";
import { outputType } from "./outcome.js";

export function pollStatements(action: Action, file: CodeFile): readonly ConstStatement[] {
  const { poll } = action;
  const asked = poll && allActions(file.scope.model).find(({ name }) => name === poll.with);
  if (poll === undefined || asked === undefined) return [];
  const members = pollInputs(action, asked, file.scope.types).map(
    ({ property }) => `${key(property)}: started${access(property)}`,
  );
  const next = `(started) => new ${actionSymbols(asked, file).class}(${members.length === 0 ? "" : `{ ${members.join(", ")} }`})`;
  const conditions = [poll.until, poll.failed].flatMap((condition) =>
    condition === undefined ? [] : [conditionText(condition, { asked, scope: file.scope })],
  );
  const types = `<${outputType(action, file)}, ${outputType(asked, file)}>`;
  return [
    {
      kind: "const",
      name: waiterName(action.className),
      type: `${file.use(runtimeType("Waiter"))}${types}`,
      value: { callee: file.use(runtime("waiter")), typeArguments: types, parameters: [next, ...conditions] },
      doc: oursDoc(`Waits for what {@link ${action.className}} has begun, by asking with {@link ${asked.className}}.`),
    },
  ];
}

interface Asked {
  readonly asked: Action;
  readonly scope: Scope;
}

/** Of several outcomes the body is looked at. A number may be that of a 64-bit integer, which has a form of its own. */
function conditionText({ path, values }: PollCondition, { asked, scope }: Asked): string {
  const looked = new Set(values.flatMap((value) => [value, int64InCode(value, scope)]));
  return literal([asked.outputs.length > 1 ? ["data", ...path] : path, [...looked]]);
}
