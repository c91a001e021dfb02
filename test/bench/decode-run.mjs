// One process that decodes: prints the milliseconds of `JSON.parse` and of the models as JSON. Run where the package is.
import { devices } from "@actionwright/nexigon-hub";

const times = (make) => Array.from({ length: 1000 }, (_, index) => make(index));
const device = (index) => ({ deviceId: `d_${index}`, projectId: "p_Hs9dVtGk2RmXw4bNcYqZ7J", isConnected: index % 2 === 0, lastConnectedAt: "2026-08-14T06:00:00Z" }); // prettier-ignore
const certificate = { certificateId: "d_c_Vm8xQsJd4FyRk2TbNwGz6H", status: "Active", fingerprint: "76:92:C3:AD:35:40:BB:80:3C:02:0B", firstSeen: "2026-03-02T08:15:30Z" }; // prettier-ignore
const connection = { connectionId: "d_conn_Zk5NfWq8RdTx2YvLsCmJ7b", nodeId: "cluster_node_Fw6ZbKt3HqVn8XsPdLyJc5", connectedAt: "2026-08-14T06:00:00Z", connectedForSecs: 12600 }; // prettier-ignore
const details = (index) => ({ ...device(index), fingerprintId: "f", name: `device ${index}`, certificates: [certificate, certificate], connections: [connection, connection] }); // prettier-ignore
const actors = [{ actor: "User", userId: "u" }, { actor: "Device", deviceId: "d", tokenId: "t" }, { actor: "System" }];
const entry = (index) => ({ eventId: `e_${index}`, actor: actors[index % 3], event: "DevicePropertyChanged", data: { name: "firmware", value: [index, null] }, createdAt: "2026-08-14T06:00:00Z" }); // prettier-ignore

const cases = [
  ["devices", devices.QueryDevicesOutput.parse, { devices: times(device) }],
  ["devices, half of them with a null", devices.QueryDevicesOutput.parse, { devices: times((index) => ({ ...device(index), ...(index % 2 ? { lastConnectedAt: null } : {}) })) }],
  ["details with lists in them", (list) => list.map(devices.GetDeviceDetailsOutput.parse), times(details)],
  ["audit log: a union and JSON", devices.QueryDeviceAuditLogOutput.parse, { events: times(entry) }],
]; // prettier-ignore

function median(run) {
  const results = Array.from({ length: 45 }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return results.sort((a, b) => a - b)[22];
}

const results = cases.map(([what, parse, value]) => {
  const text = JSON.stringify(value);
  for (let warm = 0; warm < 200; warm++) parse(JSON.parse(text));
  const parsed = JSON.parse(text);
  return { what, bytes: text.length, json: median(() => JSON.parse(text)), decode: median(() => parse(parsed)) };
});
console.log(JSON.stringify(results));
