// What we made, as `actionwright.manifest.json` says it: path, hash and owner of each file. No time, no place, no machine.
import type { GeneratedFile } from "./code/draft.js";
import { formatJson } from "./format.js";
import type { Json, Model } from "./model.js";
import { hashModel } from "./model-hash.js";
import { sha256 } from "./sha256.js";
import { matchesAny, type Target } from "./target.js";

export const manifestPath = "actionwright.manifest.json";

/** Counts up when the same input gives other files. */
export const outputVersion = 1;

export interface Manifest {
  readonly schema: 1;
  readonly output: number;
  /** The `api.id`. */
  readonly spec: string;
  /** Of the model, without the places it came from. */
  readonly model: string;
  /** Of what the config says about the package. */
  readonly options: string;
  /** By path, in the order of code units. */
  readonly files: readonly ManifestFile[];
}

export interface ManifestFile {
  readonly path: string;
  readonly sha256: string;
  readonly owner: string;
  /** While it is being replaced: what it will be. */
  readonly next?: string;
  /** Made once: from then on the user's. */
  readonly once?: true;
}

/** The manifest of these files, as a file. */
export function manifestFile(files: readonly GeneratedFile[], model: Model, target: Target): GeneratedFile {
  const entries = files.map(({ path, text, owner }) => ({
    path,
    sha256: sha256(text),
    owner,
    ...(matchesAny(path, target.writeOnce) ? { once: true as const } : {}),
  }));
  const manifest: Manifest = {
    schema: 1,
    output: outputVersion,
    spec: model.id,
    model: hashModel(model),
    options: hashOptions(target),
    files: entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  };
  return { path: manifestPath, text: formatJson(manifest as unknown as Json), owner: "manifest" };
}

/** A manifest from its text; `undefined` if it is none, or one of a later version. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The hash of all in a target that the files depend on, and of nothing else. */
function hashOptions({ include, package: info, client, writeOnce, ignore, int64, docs }: Target): string {
  return sha256(JSON.stringify({ include, package: info, client, writeOnce, ignore, int64, docs }));
}

function isManifest(value: unknown): value is Manifest {
  const { schema, output, files } = (value ?? {}) as Partial<Manifest>;
  return schema === 1 && typeof output === "number" && Array.isArray(files) && files.every(isManifestFile);
}

function isManifestFile(value: unknown): value is ManifestFile {
  const { path, sha256: hash, owner } = (value ?? {}) as Partial<ManifestFile>;
  return typeof path === "string" && typeof hash === "string" && typeof owner === "string";
}
