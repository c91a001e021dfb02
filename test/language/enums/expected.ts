/** How it is. */
export type Status = "Pending" | "active-now" | "Rejected" | $.Unrecognized;
export const Status: $.Model<Status> & {
  /** Waiting for a decision. */
  readonly Pending: "Pending";
  /** Accepted. */
  readonly Active: "active-now";
  readonly Rejected: "Rejected";
} = /* @__PURE__ */ $.enumeration({
  Pending: "Pending",
  Active: "active-now",
  Rejected: "Rejected",
});

export type Odd = "Null" | "True" | "no" | "400" | "1e3" | "Off" | "parse" | $.Unrecognized;
export const Odd: $.Model<Odd> & {
  readonly Null: "Null";
  readonly True: "True";
  readonly no: "no";
  readonly "400": "400";
  readonly "1e3": "1e3";
  readonly Off: "Off";
} = /* @__PURE__ */ $.enumeration("Null", "True", "no", "400", "1e3", "Off", "parse");

export interface Holder {
  readonly status: Status;
  readonly all?: readonly Status[] | undefined;
  readonly byName?: { readonly [key: string]: Status } | undefined;
}
export const Holder: $.Model<Holder> = /* @__PURE__ */ $.record(() => ({
  status: $.open,
  all: $.optional($.list($.open)),
  byName: $.optional($.map($.open)),
}));
