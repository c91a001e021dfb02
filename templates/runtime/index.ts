// What emitted modules import as `$`, and what a package's `client.ts` chooses from.
export { action, bareAction, type ActionInfo, type ActionMore, type Binding, type Effect } from "./action.js";
export { type ErrorEntry, type ErrorTable, type RequestParts } from "./action.js";
export { apiKey, basic, bearer, type ApiKeyOptions, type Auth, type Authorizer } from "./auth.js";
export { type BasicOptions, type BearerOptions, type Credentials, type Secret } from "./auth.js";
export { check, type Constraint } from "./check.js";
export { closedExternal, external, untagged } from "./choice.js";
export { closedEnumeration, enumeration } from "./enumeration.js";
export { model, named } from "./model.js";
export { fill, json, list, map, nullable, optional, renamed } from "./nodes.js";
export { content, record } from "./record.js";
export { atLeastOneOf, dependentRequired, exactlyOneOf, mutuallyExclusive, type Rule } from "./rules.js";
export { bool, bytes, date, duration, open, string, timestamp, unit, url, uuid } from "./scalars.js";
export { f32, f64, i16, i32, i64, i8, u16, u32, u64, u8 } from "./scalars.js";
export { fromDate, toDate } from "./time.js";
export { adjacent, closedAdjacent, closedUnion, union, type Variants } from "./union.js";
export type * from "./types.js";
