// Every diagnostic: its severity, texts and explanation. Codes are permanent: they are never renumbered or reused.
import type { Entry } from "./entry.js";
import { exported } from "./export.js";
import { imports } from "./import.js";
import { language } from "./language.js";
import { meaning } from "./meaning.js";
import { names } from "./names.js";
import { project } from "./project.js";
import { syntax } from "./syntax.js";

const all = { ...syntax, ...language, ...meaning, ...names, ...project, ...imports, ...exported };

export type Code = keyof typeof all;
export type { Entry } from "./entry.js";

export const catalogue: { readonly [C in Code]: Entry } = all;
