// Records, ids and enums: what is accepted as a value of a type, and what is not.
import * as audit from "@actionwright/nexigon-hub/audit";
import * as devices from "@actionwright/nexigon-hub/devices";
import * as errors from "@actionwright/nexigon-hub/errors";
import * as outputs from "@actionwright/nexigon-hub/outputs";
import type { DeviceId } from "@actionwright/nexigon-hub/devices";
import type { Known, Unrecognized } from "@actionwright/nexigon-hub/client";
import type { ProjectId } from "@actionwright/nexigon-hub/projects";

declare const deviceId: DeviceId;
declare const projectId: ProjectId;
declare const status: devices.DeviceCertificateStatus;

// ── Ids are flavoured ───────────────────────────────────────────────────────────────────────────────────────────────

const plain: DeviceId = "d_1";
const asText: string = deviceId;
deviceId.toUpperCase() satisfies string;
// @ts-expect-error -- another id
const other: DeviceId = projectId;
// @ts-expect-error -- not a string
const number: DeviceId = 1;
new devices.GetDeviceDetailsAction({ deviceId });
// @ts-expect-error -- a project where a device belongs
new devices.GetDeviceDetailsAction({ deviceId: projectId });
const eventId: audit.AuditLogEventId = "e";
// @ts-expect-error -- an event where an action belongs
const actionId: audit.AuditLogActionId = eventId;

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const item: devices.QueryDevicesItem = { deviceId, projectId, isConnected: true };
const item2: devices.QueryDevicesItem = { ...item, lastConnectedAt: undefined };
// @ts-expect-error -- a field is missing
const missing: devices.QueryDevicesItem = { deviceId, projectId };
// @ts-expect-error -- an unknown field
const unknown: devices.QueryDevicesItem = { ...item, name: "x", isConected: true };
// @ts-expect-error -- null is not undefined: on the wire it may be, in code it is not
const none: devices.QueryDevicesItem = { ...item, lastConnectedAt: null };
// @ts-expect-error -- another type
const wrong: devices.QueryDevicesItem = { ...item, isConnected: "yes" };
// @ts-expect-error -- fields are readonly
item.isConnected = false;
// @ts-expect-error -- optional: may be undefined
item.lastConnectedAt.length;
item.lastConnectedAt?.length satisfies number | undefined;
// @ts-expect-error -- a field that does not exist
item.isConected;

declare const details: devices.GetDeviceDetailsOutput;
// @ts-expect-error -- lists are readonly
details.certificates.push(details.certificates[0]);
// @ts-expect-error -- may be past the end
details.certificates[0].status;
details.certificates.map((certificate) => certificate.status) satisfies readonly devices.DeviceCertificateStatus[];

declare const event: devices.DeviceEvent;
// Arbitrary JSON is unknown: look before you use it.
event.body satisfies unknown;
// @ts-expect-error -- unknown has no members
event.body.text;
event.attributes["sensor"] satisfies unknown;
// @ts-expect-error -- a map's keys are no fields
event.attributes.sensor;

const empty: outputs.Empty = {};

// ── Enums ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const active: devices.DeviceCertificateStatus = "Active";
const member: "Active" = devices.DeviceCertificateStatus.Active;
// @ts-expect-error -- a misspelt value
const misspelt: devices.DeviceCertificateStatus = "Actve";
// @ts-expect-error -- a misspelt comparison (TS2367)
if (status === "Actve") throw 0;
// @ts-expect-error -- no such member
devices.DeviceCertificateStatus.Actve;
// @ts-expect-error -- any string is not a value
const loose: devices.DeviceCertificateStatus = asText;
const known: Known<devices.DeviceCertificateStatus> = "Pending";
// @ts-expect-error -- may be unrecognized
const narrow: Known<devices.DeviceCertificateStatus> = status;

function word(of: devices.DeviceCertificateStatus): string {
  switch (of) {
    case "Pending":
    case "Active":
    case "Rejected":
    case "Revoked":
    case "Conflict":
      return of satisfies Known<devices.DeviceCertificateStatus>;
    default:
      return of satisfies Unrecognized;
  }
}

// @ts-expect-error -- the server may be newer than this package (TS2366)
function wordWithoutDefault(of: errors.ActionErrorKind): string {
  switch (of) {
    case "Invalid":
    case "Forbidden":
    case "Internal":
    case "RateLimited":
      return of;
  }
}

if (status === devices.DeviceCertificateStatus.Revoked) status satisfies "Revoked";
// The const is an object: iterable by `Object.values`, usable as a table's keys.
const labels: { readonly [K in Known<devices.DeviceCertificateStatus>]: string } = {
  [devices.DeviceCertificateStatus.Pending]: "waiting",
  Active: "on",
  Rejected: "off",
  Revoked: "off",
  Conflict: "?",
};

export const all: readonly unknown[] = [
  plain, other, number, actionId, item2, missing, unknown, none, wrong, empty, active, member, misspelt, loose, known,
  narrow, word, wordWithoutDefault, labels,
]; // prettier-ignore
