// The functions of a model, Standard Schema, and generic types.
import { NexigonHub, devices, errors, projects } from "@actionwright/nexigon-hub";
import type { Issue, Model, Result, UnionModel } from "@actionwright/nexigon-hub/client";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const value: unknown;

const parsed = devices.DeviceEvent.parse(value);
const isEvent: Same<typeof parsed, devices.DeviceEvent> = true;
const result: Result<devices.DeviceEvent> = devices.DeviceEvent.safeParse(value);
if (result.ok) result.data.severity satisfies devices.DeviceEventSeverity;
else result.error.issues satisfies readonly Issue[];
// @ts-expect-error -- before it is known to be ok
result.data;
if (devices.DeviceEvent.is(value)) value.emittedAt satisfies string;
devices.DeviceEvent.encode(parsed) satisfies unknown;
// @ts-expect-error -- not a value of the type
devices.DeviceEvent.encode({ eventId: "e" });
// @ts-expect-error -- of another type
devices.DeviceConnection.encode(parsed);
// R44: functions need no `this`, which linters want to be told.
const many: readonly devices.DeviceEvent[] = [value].map(devices.DeviceEvent.parse);
const unbound: Same<ThisParameterType<Model<unknown>[keyof Model<unknown> & ("parse" | "safeParse" | "is" | "encode")]>, void> = true; // prettier-ignore
const unboundMatch: Same<ThisParameterType<typeof devices.SetDevicePropertyOutput.match>, void> = true;
// Every sort of type has a model.
devices.DeviceId.parse(value) satisfies string;
devices.DeviceCertificateStatus.parse(value) satisfies devices.DeviceCertificateStatus;
devices.SetDevicePropertyOutput.parse(value).result satisfies string;
devices.SetDevicePropertyAction.parse(value) satisfies devices.SetDevicePropertyAction;
if (devices.SetDevicePropertyAction.is(value)) new NexigonHub({ host: "h", token: "t" }).execute(value);

function all<T>(model: Model<T>, values: readonly unknown[]): readonly T[] {
  return values.map((item) => model.parse(item));
}
all(devices.DeviceConnection, [value])[0]?.nodeId satisfies string | undefined;
const union: UnionModel<devices.GetDevicePropertyOutput, "result"> = devices.GetDevicePropertyOutput;
// @ts-expect-error -- a record has no variants
devices.DeviceConnection.match;
// @ts-expect-error -- the model of another type
const other: Model<devices.DeviceConnection> = projects.ProjectId;

// ── Standard Schema, in the words of its own specification ──────────────────────────────────────────────────────────

interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}
type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
      }[];
    };
type InferInput<Schema extends StandardSchemaV1> = NonNullable<Schema["~standard"]["types"]>["input"]; // prettier-ignore
type InferOutput<Schema extends StandardSchemaV1> = NonNullable<Schema["~standard"]["types"]>["output"]; // prettier-ignore

declare function accept<Schema extends StandardSchemaV1>(schema: Schema): InferOutput<Schema>;

const accepted = accept(devices.DeviceEvent);
const inferred: Same<typeof accepted, devices.DeviceEvent> = true;
accept(devices.SetDevicePropertyAction).value satisfies unknown;
accept(devices.DeviceCertificateStatus) satisfies devices.DeviceCertificateStatus;
// @ts-expect-error -- no schema
accept(devices);
// Who calls a procedure with an action for its input gives the fields, and the procedure has what `execute` takes.
declare function procedure<Schema extends StandardSchemaV1>(schema: Schema): (input: InferInput<Schema>) => InferOutput<Schema>; // prettier-ignore
procedure(devices.SetDevicePropertyAction)({ deviceId: "d", name: "n", value: 1 }) satisfies devices.SetDevicePropertyAction; // prettier-ignore
procedure(devices.QueryDevicesAction)({}) satisfies devices.QueryDevicesAction;
procedure(devices.DeviceId)("d") satisfies devices.DeviceId;
// @ts-expect-error -- a field is missing
procedure(devices.GetDeviceDetailsAction)({});

// ── Generic types ───────────────────────────────────────────────────────────────────────────────────────────────────

declare const outcome: errors.ActionResult<devices.QueryDevicesOutput>;
if (outcome.result === "Ok") outcome.value.devices satisfies readonly devices.QueryDevicesItem[];
if (outcome.result === "Error") outcome.error.kind satisfies errors.ActionErrorKind;
// @ts-expect-error -- only in `Ok`
outcome.value;
const model = errors.ActionResult(devices.QueryDevicesOutput);
const generic: Same<typeof model, UnionModel<errors.ActionResult<devices.QueryDevicesOutput>, "result">> = true;
model.parse(value) satisfies errors.ActionResult<devices.QueryDevicesOutput>;
const count: number = model.match(outcome, {
  Ok: (ok) => ok.value.devices.length,
  Error: () => 0,
  $unknown: () => -1,
});
// @ts-expect-error -- the model of the argument is missing
errors.ActionResult();
// @ts-expect-error -- a type without its argument
declare const bare: errors.ActionResult;
const text: errors.ActionResult<string> = { result: "Ok", value: "x" };
// @ts-expect-error -- the argument's type
const wrong: errors.ActionResult<string> = { result: "Ok", value: 1 };
const nested = errors.ActionResult(errors.ActionResult(devices.DeviceId));
const inner = nested.parse(value);
if (inner.result === "Ok" && inner.value.result === "Ok") inner.value.value satisfies devices.DeviceId;

export const used: readonly unknown[] = [isEvent, many, union, other, inferred, generic, count, bare, text, wrong];
