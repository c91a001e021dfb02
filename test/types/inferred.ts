// What a library of the user's exports without a written type: its declarations have to name it by the package's exports.
import { HttpError, NexigonHub, devices, download, fromDate, logging, observe, paginate } from "@actionwright/nexigon-hub"; // prettier-ignore
import { createMockClient, fail, inOrder, networkError, reply } from "@actionwright/nexigon-hub/testing";
import { Nexthink, dataManagement, isErrorOf, nql, workflows } from "@actionwright/nexthink";

const { match } = devices.SetDevicePropertyOutput;
const standard = devices.GetDeviceDetailsOutput["~standard"];
const action = new devices.GetDeviceDetailsAction({ deviceId: "d" });

export const hub = new NexigonHub({ host: "hub.example.com", token: "t" });
export const nexthink = new Nexthink({ instance: "acme", region: "eu", clientId: "i", clientSecret: "s" });
export class Mine extends NexigonHub {
  patient() {
    return this.withOptions({ timeoutMs: 0 });
  }
}
export const group = hub.devices;
export const calls = [hub.devices.query(), hub.tryExecute(action), hub.executeRaw(action)] as const;
export const headers = async () => (await hub.devices.query().withResponse()).meta.headers;
export const file = ({ resultsFileUrl }: nql.NqlApiStatusResponse) => resultsFileUrl;
export const updated = ({ lastUpdateTime }: workflows.NxtWorkflow) => lastUpdateTime;
export const request = ({ requestId }: dataManagement.DeleteDevicesAction_Fields) => requestId;
export const seen = ({ certificates }: devices.GetDeviceDetailsOutput) =>
  certificates.map(({ firstSeen }) => firstSeen);
export const now = () => fromDate(new Date());
export const wait = nql.waitForExport;
export const pages = () => paginate(hub, new devices.QueryDevicesAction(), { next: () => undefined });
export const files = (url: string) => download(url);
export const errors = { HttpError };
export const known = (error: unknown) => (isErrorOf(workflows.ListAction, error) ? error : undefined);
export const hooks = observe(logging(console));
export const models = { Output: devices.SetDevicePropertyOutput, Status: devices.DeviceStatus, match, standard };
export const check = standard.validate;
export const mock = createMockClient({ devices_Query: inOrder(fail(503), { devices: [] }) });
export const answers = [fail(403, { kind: "Forbidden" }), networkError("ECONNRESET"), reply({ status: 204 })];
