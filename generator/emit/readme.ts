import type { Scope } from "../code/scope.js";
import type { Target } from "../target.js";
import type { Placeholders } from "../templates.js";
export function readmeValues(_scope: Scope, _target: Target): Placeholders {
  return {};
}
export function licenseValues(_target: Target): Placeholders {
  return {};
}
export function licenseTemplate(_target: Target): string {
  return "LICENSE";
}
