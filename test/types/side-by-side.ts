// Two packages in one program: each has its types, and neither takes the other's.
import * as hub from "@actionwright/nexigon-hub";
import type { Issue as HubIssue, Model as HubModel } from "@actionwright/nexigon-hub/client";
import * as nexthink from "@actionwright/nexthink";
import type { Issue, Model } from "@actionwright/nexthink/client";

const a = new hub.NexigonHub({ host: "hub.example.com", token: "t" });
const b = new nexthink.Nexthink({ instance: "acme", region: "eu", clientId: "id", clientSecret: async () => "s" });

export async function both(): Promise<readonly [boolean, nexthink.workflows.WorkflowId | undefined]> {
  const [details, [workflow]] = await Promise.all([
    a.execute(new hub.devices.GetDeviceDetailsAction({ deviceId: "d" })),
    b.execute(new nexthink.workflows.GetAction({ nqlId: "#w" })),
  ]);
  return [details.isConnected, workflow?.id];
}

// @ts-expect-error -- an action of the other package
a.execute(new nexthink.workflows.GetAction({ nqlId: "#w" }));
// @ts-expect-error -- an action of the other package
b.execute(new hub.devices.GetDeviceDetailsAction({ deviceId: "d" }));
// @ts-expect-error -- credentials of the other package
new nexthink.Nexthink({ baseUrl: "https://h", token: "t" });
// @ts-expect-error -- credentials of the other package
new hub.NexigonHub({ baseUrl: "https://h", clientId: "id", clientSecret: "s" });

export function tell(error: unknown): string {
  if (nexthink.isErrorOf(nexthink.workflows.GetAction, error)) return error.status === 400 ? error.error.details : "";
  if (error instanceof hub.HttpError) return (error as hub.HttpError<hub.errors.ActionError>).error?.kind ?? "";
  if (error instanceof nexthink.HttpError) return `nexthink ${error.status}`;
  return "";
}

// What is a plain description goes from one to the other.
declare const issue: HubIssue;
const same: Issue = issue;
export function parsed<T>(model: Model<T> | HubModel<T>, value: unknown): T {
  return model.parse(value);
}
parsed(nexthink.workflows.NxtWorkflow, {}).lastUpdateTime satisfies string | undefined;
parsed(hub.devices.DeviceEvent, {}).severity satisfies string;

export const all: readonly unknown[] = [same];
