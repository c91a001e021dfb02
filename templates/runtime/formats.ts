// Formats of text, for `check`. Rough, and small: what has to be exact is a scalar of its own.

import { type Demand, format } from "./check.js";

export const date: Demand = /* @__PURE__ */ format("date", /^\d{4}-\d\d-\d\d$/);
export const dateTime: Demand = /* @__PURE__ */ format(
  "date-time",
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(Z|[+-]\d\d:\d\d)$/i,
);
export const uuid: Demand = /* @__PURE__ */ format("uuid", /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i);
export const uri: Demand = /* @__PURE__ */ format("uri", /^[a-z][a-z\d+.-]*:\S+$/i);
export const email: Demand = /* @__PURE__ */ format("email", /^[^\s@]+@[^\s@]+$/);
