// What the compiler infers and writes into a user's own declarations: it has names there that the packages export.
import { HttpError, NexigonHub, devices, errors, fromDate, paginate, poll, upload } from "@actionwright/nexigon-hub";
import { createMockClient, fail, inOrder } from "@actionwright/nexigon-hub/testing";
import { Nexthink, isErrorOf, toDate, workflows } from "@actionwright/nexthink";

export const hub = new NexigonHub({ host: "h", token: "t" });
export const action = new devices.GetDeviceDetailsAction({ deviceId: "d" });
export const calls = [
  hub.execute(action),
  hub.tryExecute(action),
  hub.executeRaw(action),
  hub.devices.query(),
] as const;
export const answer = hub.execute(action).withResponse();
export const pages = paginate(hub, action, { next: () => null });
export const items = pages.items((page) => page.connections);
export const polled = poll(hub, action, { until: (output) => output.isConnected });
export const classes = [devices.GetDeviceDetailsAction, devices.QueryDevicesAction, HttpError] as const;
export const models = [devices.DeviceId, devices.DeviceCertificate, devices.SetDevicePropertyOutput] as const;
export const { match } = devices.SetDevicePropertyOutput;
export const standard = devices.DeviceId["~standard"];
export const checked = standard.validate("d");
export const result = errors.ActionResult(devices.DeviceCertificate);
export const mock = createMockClient({ devices_Query: inOrder(fail(503), { devices: [] }) });
export const [sent] = mock.callsOf(devices.GetDeviceDetailsAction);
export const uploaded = upload("https://files.example.com/a", "a");
export const stamped = fromDate(toDate("2026-08-15T12:00:00Z"));
export const headersOf = (error: HttpError) => error.headers;
export const bodyOf = (error: unknown) => (isErrorOf(workflows.ExecuteAction, error) ? error.error : undefined);
export const updated = (workflow: workflows.NxtWorkflow) => workflow.lastUpdateTime;
export const list = (client: Nexthink) => client.workflows.list({ dependency: "NONE", triggerMethod: "API" });
