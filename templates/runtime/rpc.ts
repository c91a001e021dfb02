// Actions without a binding of their own: all of them go to one place, by their names.
import { type Binding, bodyOf } from "./action.js";

/** The binding of all actions that have none of their own. The path has `{action}` for their wire name. */
export function rpc(method: string, path: string): Pick<Binding, "request"> {
  return {
    request: (fields, { action }) => ({
      method,
      path: path.replace("{action}", () => encodeURIComponent(action.name)),
      body: bodyOf(action.more, fields),
    }),
  };
}
