// What a success of an action answers with: one type, or a union of outcomes by status.
import { inline, pure, type InterfaceStatement, type Statement } from "../../code/build.js";
import { runtime, runtimeType, typeSymbol, type CodeFile } from "../../code/file.js";
import { slotNode } from "../../code/node.js";
import { key, str } from "../../code/text.js";
import { outputName, slotType } from "../../code/type.js";
import type { Action, Success } from "../../model.js";
import { capitalize } from "../../names.js";
import { joinDocs, oursDoc, slotDoc } from "./docs.js";

/** Whether a body is taken as it is. */
export function isRaw({ slot }: Success): boolean {
  return slot.type.kind === "text" || slot.type.kind === "stream";
}

/** The type of an action's output as text. */
export function outputType({ module, className, outputs }: Action, file: CodeFile): string {
  const [only] = outputs;
  if (only === undefined) return "undefined";
  if (outputs.length === 1) return slotType(only.slot, file);
  return file.use(typeSymbol({ module, name: outputName(className) }, file.scope));
}

/** The node of an action's output. Of several outcomes it is the model; which of them it is, the binding decides. */
export function outputNode({ className, outputs }: Action, file: CodeFile): string {
  const [only] = outputs;
  if (only === undefined) return file.use(runtime("unit"));
  return outputs.length === 1 ? slotNode(only.slot, file) : outputName(className);
}

/** Each outcome by its status, with its name and its node. */
export function outcomeTable(outputs: readonly Success[], file: CodeFile): string {
  const entries = outputs.map(
    ({ status, outcome, slot }) => `${key(status)}: [${str(outcome)}, () => ${slotNode(slot, file)}]`,
  );
  return pure(`${file.use(runtime("outcomes"))}(${inline(entries)})`);
}

/** The declarations of several outcomes; none where there is one. */
export function outcomeStatements({ className, outputs }: Action, file: CodeFile): readonly Statement[] {
  if (outputs.length < 2) return [];
  const name = outputName(className);
  const arms = outputs.map((success) => outcomeInterface(success, name, file));
  const unknown = unknownInterface(name);
  return [
    ...arms,
    unknown,
    {
      kind: "alias",
      name,
      type: [...arms, unknown].map((arm) => arm.name).join(" | "),
      doc: oursDoc(`What {@link ${className}} answers with: an \`outcome\` for each status.`),
    },
    {
      kind: "const",
      name,
      type: `${file.use(runtimeType("Matching"))}<${name}, "outcome">`,
      value: pure(`${file.use(runtime("matching"))}("outcome")`),
    },
  ];
}

function outcomeInterface({ status, outcome, slot, docs }: Success, name: string, file: CodeFile): InterfaceStatement {
  return {
    kind: "interface",
    name: `${name}_${capitalize(outcome)}`,
    members: [
      { name: "outcome", type: str(outcome) },
      { name: "status", type: statusType(status) },
      { name: "data", type: slotType(slot, file), doc: slotDoc(slot) },
    ],
    doc: joinDocs({ parts: docs === undefined ? [] : [docs], tags: [] }),
  };
}

function unknownInterface(name: string): InterfaceStatement {
  return {
    kind: "interface",
    name: `${name}_$unknown`,
    members: [
      { name: "outcome", type: str("$unknown") },
      { name: "status", type: "number" },
      { name: "raw", type: "unknown" },
    ],
    doc: oursDoc("A success that this package does not know. Its body is `raw`."),
  };
}

/** A status as a type: a number of its own, or any of a range. */
export function statusType(status: string): string {
  return /^\d+$/.test(status) ? status : "number";
}
