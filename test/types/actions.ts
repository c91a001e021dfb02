// Actions: classes whose instances are the fields, and what `execute` makes of them.
import { NexigonHub, devices, outputs } from "@actionwright/nexigon-hub";
import { NexigonHubClient, type Action, type Call, type CallOptions, type OutputOf } from "@actionwright/nexigon-hub/client"; // prettier-ignore

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const hub = new NexigonHub({ baseUrl: "https://hub.example.com", token: "t" });
const core: NexigonHubClient = hub;
const options: CallOptions = { timeoutMs: 1000, headers: { "x-a": "1", "x-b": null }, signal: undefined };
// @ts-expect-error -- what is spread elsewhere would be lost
({ headers: new Map([["x-a", "1"]]) }) satisfies CallOptions;

// ── Making one ──────────────────────────────────────────────────────────────────────────────────────────────────────

const details = new devices.GetDeviceDetailsAction({ deviceId: "d" });
details.deviceId satisfies devices.DeviceId;
details satisfies devices.GetDeviceDetailsAction;
// @ts-expect-error -- the fields are missing
new devices.GetDeviceDetailsAction();
// @ts-expect-error -- a required field is missing
new devices.GetDeviceDetailsAction({});
// @ts-expect-error -- an unknown field
new devices.GetDeviceDetailsAction({ deviceId: "d", name: "n" });
// @ts-expect-error -- fields are readonly
details.deviceId = "e";
// @ts-expect-error -- a class needs `new`
devices.GetDeviceDetailsAction({ deviceId: "d" });

const set = new devices.SetDevicePropertyAction({ deviceId: "d", name: "n", value: { any: [1, "json", null] } });
set.expectedVersion satisfies number | undefined;
new devices.SetDevicePropertyAction({ deviceId: "d", name: "n", value: null, expectedVersion: undefined });
// @ts-expect-error -- 64-bit integers are numbers here
new devices.SetDevicePropertyAction({ deviceId: "d", name: "n", value: 1, expectedVersion: "3" });
// @ts-expect-error -- `value` may be any JSON, but it has to be there
new devices.SetDevicePropertyAction({ deviceId: "d", name: "n" });

// Without fields there is no argument.
const query = new devices.QueryDevicesAction();
// @ts-expect-error -- takes no fields
new devices.QueryDevicesAction({});
// @ts-expect-error -- takes no fields
new devices.QueryDevicesAction({ limit: 1 });

// Subclasses are actions.
class NamedDetails extends devices.GetDeviceDetailsAction {
  readonly label: string = "details";
  override toString(): string {
    return `${this.label} of ${this.deviceId}`;
  }
}
const labelled = new NamedDetails({ deviceId: "d" });
if (labelled instanceof devices.GetDeviceDetailsAction) labelled.deviceId satisfies string;

declare const something: unknown;
if (something instanceof devices.SetDevicePropertyAction) something.value satisfies unknown;

// ── execute ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const output = await core.execute(details);
const exact: Same<typeof output, devices.GetDeviceDetailsOutput> = true;
output.isConnected satisfies boolean;
// @ts-expect-error -- not a field of this output
output.jwt;
(await hub.execute(set, options)).result satisfies "Set" | "VersionConflict" | "Deleted" | "$unknown";
(await hub.execute(query)).devices[0]?.deviceId satisfies devices.DeviceId | undefined;
(await hub.execute(labelled)).isConnected satisfies boolean;
(await hub.execute(new devices.DeleteDeviceAction({ deviceId: "d" }))) satisfies outputs.Empty;
// @ts-expect-error -- the fields are not an action
hub.execute({ deviceId: "d" });
// @ts-expect-error -- no such option
hub.execute(query, { timeout: 1 });
const call: Call<devices.QueryDevicesOutput> = hub.execute(query);
const { data, meta } = await call.withResponse();
data.devices.length satisfies number;
meta.status satisfies number;
meta.schemaIssues[0]?.path satisfies readonly (string | number)[] | undefined;

// A list of mixed actions.
const mixed = [details, set, query];
const answers = await Promise.all(mixed.map((action) => hub.execute(action)));
const [answer] = answers;
if (answer && "devices" in answer) answer.devices.length satisfies number;
if (answer && "result" in answer && answer.result === "VersionConflict") answer.currentVersion satisfies number;
// @ts-expect-error -- any of them
answer?.isConnected;
const queue: Action<unknown>[] = [details, set, query];
const unknowns: readonly unknown[] = await Promise.all(queue.map((action) => hub.execute(action)));
const sameOutput: Same<OutputOf<devices.QueryDevicesAction>, devices.QueryDevicesOutput> = true;
// @ts-expect-error -- an action with another output
const wrong: Action<devices.QueryDevicesOutput> = details;

// ── Methods ─────────────────────────────────────────────────────────────────────────────────────────────────────────

(await hub.devices.getDetails({ deviceId: "d" }, options)).isConnected satisfies boolean;
(await hub.devices.query()).devices satisfies readonly devices.QueryDevicesItem[];
(await hub.devices.query(options)).devices satisfies readonly devices.QueryDevicesItem[];
// @ts-expect-error -- an unknown field
hub.devices.getDetails({ deviceId: "d", deviceid: "d" });
// @ts-expect-error -- the fields are missing
hub.devices.getDetails();
// @ts-expect-error -- no such method
hub.devices.getDetail({ deviceId: "d" });
// @ts-expect-error -- the core client has no groups
core.devices;
// A test can fake a group.
const fake: Pick<NexigonHub["devices"], "query"> = { query: (given) => hub.devices.query(given) };

export const all: readonly unknown[] = [exact, unknowns, sameOutput, wrong, fake];
