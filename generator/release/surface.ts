// Two builds of a package → what callers see of the difference. Where both are made of one spec, all of it comes from elsewhere:
// from a newer generator, from the options of the target, from code that people have put beside the generated.
import { largest } from "../diff/bump.js";
import type { BumpLevel } from "../diff/report.js";
import type { Files } from "./build.js";
import { compareDeclarations, type DeclarationChanges } from "./declarations.js";

/** What callers can import, and what else is in the package. Names are as they write them: `NexigonHub`, `devices.DeviceId`. */
export interface Surface extends DeclarationChanges {
  /** What the difference asks of the version. */
  readonly level: BumpLevel;
  /** The files in the tarball that differ. */
  readonly files: readonly string[];
}

/** Compares what two tarballs have, but for their specs. */
export async function compareSurfaces(old: Files, next: Files): Promise<Surface> {
  const paths = [...new Set([...old.keys(), ...next.keys()])].sort();
  const files = paths.filter((path) => textIn(old, path) !== textIn(next, path));
  const isTyped = files.some((path) => path.endsWith(".d.ts") || path === "package.json");
  const changes = isTyped ? await compareDeclarations(old, next) : none;
  return { level: levelOf(changes, files), ...changes, files };
}

const none: DeclarationChanges = { lost: [], broken: [], changed: [], gained: [] };

/** The layout of a `package.json` says nothing. */
function textIn(files: Files, path: string): string | undefined {
  const text = files.get(path);
  return path === "package.json" && text !== undefined ? JSON.stringify(JSON.parse(text)) : text;
}

function levelOf({ lost, broken, changed, gained }: DeclarationChanges, files: readonly string[]): BumpLevel {
  return largest([
    lost.length + broken.length > 0 ? "major" : "none",
    changed.length + gained.length > 0 ? "minor" : "none",
    files.length > 0 ? "patch" : "none",
  ]);
}
