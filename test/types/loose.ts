// A user without strict settings: it compiles, and what was narrowed is.
import { NexigonHub, devices } from "@actionwright/nexigon-hub";

const hub = new NexigonHub({ baseUrl: "https://hub.example.com", token: null });
export async function act() {
  const set = await hub.devices.setProperty({ deviceId: "d", name: "n", value: 1, expectedVersion: null });
  if (set.result === "VersionConflict") return set.currentVersion.toFixed();
  const [first] = (await hub.execute(new devices.QueryDevicesAction())).devices;
  return first.deviceId.toUpperCase();
}
