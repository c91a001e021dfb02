// Method and address → the action that is meant, or why there is none.
import { allActions, type Action, type Model } from "../model.js";
import { nearest } from "../names.js";

/** A request as far as its line and its headers tell. */
export interface Line {
  readonly method: string;
  /** Before the `?`, as it was sent. */
  readonly path: string;
  /** Behind it, or empty. */
  readonly search: string;
  readonly accept: string;
}

export type Found =
  | { readonly action: Action; readonly segments: ReadonlyMap<string, string> }
  | { readonly status: 404 | 405; readonly message: string; readonly allow: readonly string[] };

export type Router = (line: Line) => Found;

interface Route {
  readonly action: Action;
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  /** The path parameters, in their order. */
  readonly names: readonly string[];
  /** Pairs that the path itself has behind its `?`. */
  readonly fixed: readonly string[];
}

export function createRouter(model: Model): Router {
  const routes = allActions(model).map(routeOf);
  // What has the fewest parameters is what is meant.
  const ordered = routes.toSorted((a, b) => a.names.length - b.names.length);
  return (line) => {
    const here = ordered.filter(({ pattern }) => pattern.test(line.path));
    const pairs = line.search.split("&");
    const fitting = here.filter(({ method, fixed }) => method === line.method && fixed.every((pair) => pairs.includes(pair))); // prettier-ignore
    const route = fitting.find(({ action }) => isAsked(action, line.accept)) ?? fitting[0];
    if (route !== undefined) return { action: route.action, segments: segmentsOf(route, line.path) };
    if (here.length === 0) return { status: 404, message: unknownPath(line, routes), allow: [] };
    const allow = [...new Set(here.map(({ method }) => method))];
    return { status: 405, message: `\`${line.path}\` takes ${allow.join(" and ")}, and not ${line.method}`, allow };
  };
}

function routeOf(action: Action): Route {
  const { binding } = action;
  const [path = "", query] = pathOf(action).split("?");
  const parts = binding.kind === "rpc" ? [path] : path.split(/[{}]/); // what stands in braces is every other part
  const pattern = parts.map((part, index) => (index % 2 ? "([^/]+)" : part.replace(/[^\w/]/g, "\\$&"))).join("");
  const names = parts.filter((_, index) => index % 2);
  const fixed = query === undefined ? [] : query.split("&");
  return { action, method: binding.method, path, pattern: new RegExp(`^${pattern}$`), names, fixed };
}

/** The path of an action, its parameters in braces. */
function pathOf({ binding, name }: Action): string {
  return binding.kind === "rpc" ? binding.path.replaceAll("{action}", encodeURIComponent(name)) : binding.path;
}

function segmentsOf({ pattern, names }: Route, path: string): ReadonlyMap<string, string> {
  const values = pattern.exec(path)?.slice(1) ?? [];
  return new Map(names.map((name, index) => [name, values[index] ?? ""]));
}

/** Two actions may share an address and differ in what they answer with. */
function isAsked({ binding }: Action, accept: string): boolean {
  const own = (binding.kind === "http" ? binding.accept : undefined) ?? "application/json";
  return accept.split(",").some((range) => range.split(";", 1)[0]?.trim().toLowerCase() === own.toLowerCase());
}

/** Longer addresses are likely nobody's slip. */
const LONGEST = 200;

function unknownPath({ path }: Line, routes: readonly Route[]): string {
  const near = path.length > LONGEST ? undefined : nearest(path, routes.map((route) => route.path)); // prettier-ignore
  const route = routes.find((each) => each.path === near);
  const hint = route ? `: did you mean \`${route.path}\` (${route.action.name})?` : "";
  return `no action has the path \`${path.slice(0, LONGEST)}\`${hint}`;
}
