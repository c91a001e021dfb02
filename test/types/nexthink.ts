// An HTTP package in the hands of its users: parameters and body in one object, several lists of which one may be left out,
// open and closed enums, errors by status.
import { Nexthink, NexthinkClient, isErrorOf, workflows } from "@actionwright/nexthink";
import type { Action, Call, Known, OutputOf, StandardSchema, Unrecognized } from "@actionwright/nexthink/client";
import * as module from "@actionwright/nexthink/workflows";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const clientId: string | undefined;
declare const clientSecret: string | undefined;

// ── A first program ─────────────────────────────────────────────────────────────────────────────────────────────────

const nexthink = new Nexthink({ instance: "acme", region: "eu", clientId, clientSecret });
await nexthink.workflows.execute({ workflowId: "#reset", devices: ["…uuid…"] });
workflows.NxtWorkflowStatus.ACTIVE;
workflows.NxtWorkflowExecutionRequest.parse({ workflowId: "#reset" });
workflows.NxtWorkflowExecutionRequest["~standard"];

const active: "ACTIVE" = workflows.NxtWorkflowStatus.ACTIVE;
const schema: StandardSchema<workflows.NxtWorkflowExecutionRequest> =
  workflows.NxtWorkflowExecutionRequest["~standard"];

// ── Options ─────────────────────────────────────────────────────────────────────────────────────────────────────────

new NexthinkClient({ baseUrl: "https://h", tokenUrl: "https://h/token", clientId: "id", clientSecret: () => "s" });
// A region that the package does not know, yet.
new Nexthink({ instance: "acme", region: "moon", clientId, clientSecret });
// @ts-expect-error -- credentials may be undefined, but not be forgotten
new Nexthink({ instance: "acme", region: "eu", clientId });
// @ts-expect-error -- credentials of another kind
new Nexthink({ instance: "acme", region: "eu", token: "t" });
// @ts-expect-error -- the id is no function
new Nexthink({ instance: "acme", region: "eu", clientId: () => "id", clientSecret });

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const execute = new workflows.ExecuteAction({ workflowId: "#w", users: ["0"], params: { a: "b" }, source: "Desk" });
execute.users satisfies readonly workflows.Sid[] | undefined;
execute.source satisfies string | undefined;
new module.TriggerThinkletAction({ workflowUuid: "w", executionUuid: "e" }) satisfies workflows.TriggerThinkletAction;
// @ts-expect-error -- a parameter of the path is missing
new workflows.TriggerThinkletAction({ workflowUuid: "w", parameters: {} });
// @ts-expect-error -- named as in code, and not as on the wire
new workflows.ExecuteAction({ workflowId: "#w", users: ["0"], Source: "Desk" });
// @ts-expect-error -- parameters of a workflow are text
new workflows.ExecuteAction({ workflowId: "#w", users: ["0"], params: { a: 1 } });
new workflows.ExecuteExternalIdsAction({ workflowId: "#w", devices: [{ name: "n" }, { uid: "u" }] });
// @ts-expect-error -- devices of the other version of the call
new workflows.ExecuteExternalIdsAction({ workflowId: "#w", devices: ["u"] });
declare const uuid: workflows.WorkflowUuid;
new workflows.GetAction({ nqlId: "#w" });
// @ts-expect-error -- the workflow's other id
new workflows.GetAction({ nqlId: uuid });
new workflows.ListAction({ dependency: "DEVICE", triggerMethod: workflows.NxtWorkflowTriggerMethod.API });
// @ts-expect-error -- a closed enum
new workflows.ListAction({ dependency: "PRINTER", triggerMethod: "API" });
declare const anyText: string;
// @ts-expect-error -- any string is not a value
new workflows.ListAction({ dependency: anyText, triggerMethod: "API" });

// ── Outputs ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const call: Call<readonly workflows.NxtWorkflow[]> = nexthink.workflows.list({
  dependency: "NONE",
  triggerMethod: "API",
});
const [workflow] = await call;
const sameOutput: Same<OutputOf<workflows.ListAction>, readonly workflows.NxtWorkflow[]> = true;
(await nexthink.execute(execute)).executionsUuids satisfies readonly workflows.ExecutionUuid[];
(await nexthink.execute(execute)).requestUuid satisfies workflows.RequestUuid;
// @ts-expect-error -- may be past the end
workflow.id;
workflow?.triggerMethods satisfies unknown;
workflow?.versions satisfies readonly unknown[] | undefined;
workflow?.description satisfies string | undefined;
// @ts-expect-error -- arbitrary JSON is unknown: look before you use it
workflow?.versions?.[0].version;
const queue: readonly Action<unknown>[] = [execute, new workflows.GetAction({ nqlId: "#w" })];

function word(status: workflows.NxtWorkflowStatus): string {
  switch (status) {
    case "ACTIVE":
    case "INACTIVE":
      return status satisfies Known<workflows.NxtWorkflowStatus>;
    default:
      return status satisfies Unrecognized;
  }
}
// A closed enum has nothing that is left over.
function target(dependency: workflows.NxtWorkflowDependency): string {
  switch (dependency) {
    case "USER":
    case "DEVICE":
    case "USER_AND_DEVICE":
    case "NONE":
      return dependency;
  }
}
// @ts-expect-error -- a misspelt comparison (TS2367)
if (workflow?.status === "ACTVE") throw 0;

// ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function tell(error: unknown): string {
  if (!isErrorOf(workflows.ExecuteAction, error)) return "";
  error satisfies workflows.ExecuteAction_Error;
  // @ts-expect-error -- not every one of them has a body
  error.error.details;
  // @ts-expect-error -- a status that the API does not declare (TS2367)
  if (error.status === 404) return "";
  switch (error.status) {
    case 400:
    case 403:
      return error.error.code + error.error.details;
    case 401:
      return (error.error satisfies undefined) ?? error.message;
  }
}

// A test can fake a group.
const fake: Pick<Nexthink["workflows"], "get"> = { get: (given) => nexthink.workflows.get(given) };

export const all: readonly unknown[] = [active, schema, sameOutput, queue, word, target, tell, fake];
