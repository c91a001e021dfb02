// Mocks in the hands of users' tests: what a handler gets and what it may answer follow from the name of the action.
import { NexigonHub, devices } from "@actionwright/nexigon-hub";
import { createMockClient, fail, inOrder, networkError, reply } from "@actionwright/nexigon-hub/testing";
import type { MockAnswers, MockCall } from "@actionwright/nexigon-hub/testing";
import { Nexthink, NexthinkClient, type enrichment } from "@actionwright/nexthink";
import * as nexthink from "@actionwright/nexthink/testing";

const mock = createMockClient(
  {
    devices_SetProperty: ({ deviceId, expectedVersion }, { attempt }) => {
      deviceId satisfies devices.DeviceId;
      attempt satisfies number;
      return expectedVersion === 2 ? { result: "Set" } : { result: "VersionConflict", currentVersion: 3 };
    },
    // One after the other, and of every kind.
    devices_Delete: inOrder(fail(503), networkError("ECONNRESET"), reply({ body: "<html>" }), async ({ deviceId }) =>
      fail(404, { kind: "Forbidden", message: deviceId }),
    ),
    devices_Query: { devices: [] },
    devices_SetName: (_, { delay }) => delay(90_000).then(() => ({ result: "Renamed" })),
  },
  { maxRetries: 1 },
);
mock.client satisfies NexigonHub;
mock.calls satisfies readonly MockCall[];
mock.callsOf(devices.SetDevicePropertyAction)[0]?.input.expectedVersion satisfies number | undefined;

// What several tests have in common.
const usual: MockAnswers = { devices_Query: { devices: [] } };
createMockClient({ ...usual, devices_Delete: fail(503) });

// @ts-expect-error -- no such action
createMockClient({ devices_Destroy: fail(503) });
// @ts-expect-error -- no such variant
createMockClient({ devices_SetProperty: { result: "Sett" } });
// @ts-expect-error -- no such variant
createMockClient({ devices_SetProperty: () => ({ result: "Sett" }) });
// @ts-expect-error -- a field is missing
createMockClient({ devices_SetProperty: async () => ({ result: "VersionConflict" }) });
// @ts-expect-error -- a field is missing
createMockClient({ devices_SetProperty: inOrder(fail(503), { result: "VersionConflict" }) });
// @ts-expect-error -- no such field
createMockClient({ devices_SetProperty: ({ device }) => ({ result: device ? "Set" : "Deleted" }) });
// @ts-expect-error -- not a failure of the Hub
createMockClient({ devices_SetProperty: fail(404, { kind: 404 }) });
// @ts-expect-error -- not an option
createMockClient({}, { maxRetry: 1 });

// ── Failures by status, several successes, text ─────────────────────────────────────────────────────────────────────

nexthink.createMockClient({
  workflows_List: nexthink.fail(400, { code: "bad", details: "no" }),
  workflows_Get: () => nexthink.fail(502),
  enrichment_EnrichFields: ({ enrichments }) => {
    enrichments satisfies readonly enrichment.Enrichment[];
    return { outcome: "$unknown", status: 299, raw: {} };
  },
  nql_ExecuteV2Csv: "a,b\n",
  spark_Handoff: () => {},
});
// @ts-expect-error -- the body of another failure
nexthink.createMockClient({ workflows_List: nexthink.fail(400, { message: "no" }) });
// @ts-expect-error -- a text
nexthink.createMockClient({ nql_ExecuteV2Csv: { a: 1 } });

// ── Classes of one's own ────────────────────────────────────────────────────────────────────────────────────────────

class Ours extends Nexthink {
  ours(): string {
    return "ours";
  }
}
nexthink.mockClientOf(Ours, {}).client.ours() satisfies string;
nexthink.mockClientOf(NexthinkClient, {}, { clientId: "id" }).client satisfies NexthinkClient;
nexthink.createMockClient({}).client satisfies Nexthink;
