// Outputs with several outcomes: narrowing, exhaustive switches and `match`.
import * as actor from "@actionwright/nexigon-hub/actor";
import * as devices from "@actionwright/nexigon-hub/devices";
import type { JsonObject } from "@actionwright/nexigon-hub/client";

declare const set: devices.SetDevicePropertyOutput;
declare const found: devices.GetDevicePropertyOutput;
declare const who: actor.Actor;

// ── Narrowing ───────────────────────────────────────────────────────────────────────────────────────────────────────

if (set.result === "VersionConflict") {
  set.currentVersion satisfies number;
  set satisfies devices.SetDevicePropertyOutput_VersionConflict;
} else if (set.result === "$unknown") {
  set.$tag satisfies string;
  set.$raw satisfies JsonObject;
}
if (set.result !== "Set" && set.result !== "Deleted" && set.result !== "$unknown") set.currentVersion satisfies number;

// @ts-expect-error -- a member of another variant, before narrowing
set.currentVersion;
if (set.result === "Set") {
  // @ts-expect-error -- a member of another variant, after narrowing
  set.currentVersion;
}
// @ts-expect-error -- no such variant (TS2367)
if (set.result === "Conflict") throw 0;

// A payload that is a record is flattened: the variant is the record, and the tag besides.
if (found.result === "Found") {
  found satisfies devices.DeviceProperty;
  found.name satisfies string;
}
// An empty payload is inhabited.
const anonymous: actor.Actor = { actor: "Anonymous" };
// A value of one variant does not take members of another.
// @ts-expect-error -- `userId` is not a member of `Anonymous`
const mixed: actor.Actor = { actor: "Anonymous", userId: "u" };
// @ts-expect-error -- the payload's member is missing
const half: actor.Actor = { actor: "User" };

// ── Exhaustive switches ─────────────────────────────────────────────────────────────────────────────────────────────

function whole(output: devices.SetDevicePropertyOutput): string {
  switch (output.result) {
    case "Set":
      return "set";
    case "VersionConflict":
      return String(output.currentVersion);
    case "Deleted":
      return "deleted";
    case "$unknown":
      return output.$tag;
  }
}

// @ts-expect-error -- `$unknown` is missing (TS2366)
function withoutUnknown(output: devices.SetDevicePropertyOutput): string {
  switch (output.result) {
    case "Set":
    case "VersionConflict":
    case "Deleted":
      return output.result;
  }
}

// @ts-expect-error -- `Deleted` is missing (TS2366)
function withoutVariant(output: devices.SetDevicePropertyOutput): string {
  switch (output.result) {
    case "Set":
    case "VersionConflict":
    case "$unknown":
      return output.result;
  }
}

function withNever(output: devices.SetDevicePropertyOutput): void {
  switch (output.result) {
    case "Set":
    case "VersionConflict":
    case "Deleted":
      return;
    default:
      output satisfies devices.SetDevicePropertyOutput_$unknown;
      // @ts-expect-error -- the unknown variant is left
      output satisfies never;
  }
}

// ── match ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const version: number = devices.SetDevicePropertyOutput.match(set, {
  Set: () => 0,
  VersionConflict: (conflict) => conflict.currentVersion,
  Deleted: () => 0,
  $unknown: (unknown) => unknown.$tag.length,
});
// @ts-expect-error -- `$unknown` is missing
devices.SetDevicePropertyOutput.match(set, { Set: () => 0, VersionConflict: () => 1, Deleted: () => 2 });
devices.SetDevicePropertyOutput.match(set, {
  Set: () => 0,
  VersionConflict: () => 1,
  Deleted: () => 2,
  $unknown: () => 3,
  // @ts-expect-error -- no such variant
  Lost: () => 4,
});
devices.SetDevicePropertyOutput.match(set, {
  Set: () => 0,
  // @ts-expect-error -- not a member of this variant
  VersionConflict: (conflict) => conflict.newVersion,
  Deleted: () => 2,
  $unknown: () => 3,
});
const maybe: number | undefined = devices.SetDevicePropertyOutput.match<number | undefined>(
  set,
  { VersionConflict: ({ currentVersion }) => currentVersion },
  () => undefined,
);
const text = devices.SetDevicePropertyOutput.match<string | number>(set, { Set: () => 1 }, ({ result }) => result);
text satisfies string | number;
// @ts-expect-error -- the value is of another union
devices.SetDevicePropertyOutput.match(who, {}, () => 0);

// ── Nested, and in lists ────────────────────────────────────────────────────────────────────────────────────────────

declare const log: devices.QueryDeviceAuditLogOutput;
for (const event of log.events) {
  if (event.actor.actor === "UserToken") event.actor.tokenId satisfies string;
  // @ts-expect-error -- not every actor has one
  event.actor.tokenId;
}

export const all: readonly unknown[] = [anonymous, mixed, half, whole, withoutUnknown, withoutVariant, withNever, version, maybe]; // prettier-ignore
