// What one run of `generate` leaves for the next, as data: what it was made of, what it made, and what it parsed and formatted.
// Pure: hosts are asked, not file systems. Nothing in it is believed unless it fits what is there now, byte for byte.
import { hash } from "node:crypto";
import type { Diagnostic } from "./diagnostics.js";
import type { TextCache } from "./format.js";
import type { DocumentCache, Host } from "./load.js";
import { pack, unpack, type PackedNode } from "./load/pack.js";
import type { SourceFile, SourceNode } from "./source.js";

/** All that a host has answered: a file's hash by its path (null: there is none), and that of a folder's list of documents. */
export interface Seen {
  readonly files: Readonly<Record<string, string | null>>;
  readonly folders: Readonly<Record<string, string>>;
}

/** A run that ended with a package as its spec makes it. */
export interface RememberedTarget {
  readonly out: string;
  /** The spec and the overlays. */
  readonly inputs: Seen;
  /** The hash of each file of the package by its path, the manifest's among them; null for what was made once. */
  readonly files: Readonly<Record<string, string | null>>;
  /** What was said of it: warnings, which are told again. */
  readonly diagnostics: readonly Diagnostic[];
  /** The paths of the documents that diagnostics show. */
  readonly sources: readonly string[];
  /** `23 actions · 90 types`. */
  readonly size: string;
  /** The types that no action reaches, as `--verbose` tells of them. */
  readonly unreached: string;
}

/** The last runs with one config. */
export interface Memory {
  /** The hash of the tool that ran. */
  readonly tool: string;
  readonly config: Seen;
  /** All targets of the config, whether they are remembered or not. */
  readonly names: readonly string[];
  readonly targets: Readonly<Record<string, RememberedTarget>>;
}

/** The work that a target has taken: texts and parsed documents, by the hash of what they were made of. */
export interface Work {
  readonly tool: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly documents: Readonly<Record<string, RememberedDocument>>;
}

/** A document as it was parsed. The name of its file is a hint: where to look for what a changed one was before. */
interface RememberedDocument {
  readonly name: string;
  readonly text: string;
  readonly root: PackedNode;
  /** The definition of the schema that it keeps to. */
  readonly valid?: string;
}

/** Equal bytes have equal ones, and other bytes others. */
export function hashOf(content: Uint8Array | string): string {
  return hash("sha256", content);
}

/** A host that remembers what it answered. */
export interface RecordingHost extends Host {
  readonly seen: () => Seen;
}

export function recordingHost(host: Host): RecordingHost {
  const files = new Map<string, string | null>();
  const folders = new Map<string, string>();
  return {
    ...host,
    read(path) {
      const content = host.read(path);
      files.set(path, content === undefined ? null : hashOf(content));
      return content;
    },
    list(folder) {
      const names = host.list(folder);
      folders.set(folder, hashOfList(names));
      return names;
    },
    seen: () => ({ files: Object.fromEntries(files), folders: Object.fromEntries(folders) }),
  };
}

/** Of the names in a folder only those of documents matter to `load`. */
function hashOfList(names: readonly string[]): string {
  return hashOf(JSON.stringify(names.filter((name) => /\.(ya?ml|json)$/i.test(name)).sort()));
}

/** Whether a host answers everything as it did. */
export function isAsSeen({ files, folders }: Seen, host: Host): boolean {
  const answers = recordingHost(host);
  for (const path of Object.keys(files)) answers.read(path);
  for (const folder of Object.keys(folders)) answers.list(folder);
  const now = answers.seen();
  return (
    Object.entries(files).every(([path, hash]) => now.files[path] === hash) &&
    Object.entries(folders).every(([folder, hash]) => now.folders[folder] === hash)
  );
}

/** Work that need not be done again. It remembers what was asked for or done, and no more: so it does not grow. */
export interface RememberedWork {
  readonly texts: TextCache;
  readonly documents: DocumentCache;
  /** All that was needed this time; undefined if it is the same as before. */
  readonly changed: () => Work | undefined;
}

export function rememberedWork(before: Work | undefined, tool: string): RememberedWork {
  const texts = shelf(before?.texts);
  const documents = shelf(before?.documents);
  const ids = new WeakMap<SourceNode, string>();
  const idOf = ({ path, text }: SourceFile): string => hashOf(JSON.stringify([path.endsWith(".json"), text]));
  return {
    texts: {
      get: (source) => texts.take(hashOf(source)),
      set: (source, formatted) => texts.put(hashOf(source), formatted),
    },
    documents: {
      get(file) {
        const id = idOf(file);
        const known = documents.take(id);
        const root = known && unpack(known.root, file);
        if (root) ids.set(root, id);
        return root;
      },
      before({ path }) {
        const known = Object.values(before?.documents ?? {}).find(({ name }) => name === nameOf(path));
        return known && { text: known.text, root: unpack(known.root, { path, text: known.text }) };
      },
      set(file, root) {
        const id = idOf(file);
        ids.set(root, id);
        documents.put(id, { name: nameOf(file.path), text: file.text, root: pack(root, file.text) });
      },
      isValid: (root, definition) => documents.find(ids.get(root))?.valid === definition,
      setValid(root, definition) {
        const [id, known] = [ids.get(root), documents.find(ids.get(root))];
        if (id !== undefined && known) documents.put(id, { ...known, valid: definition });
      },
    },
    changed: () =>
      texts.isSame() && documents.isSame() ? undefined : { tool, texts: texts.used(), documents: documents.used() },
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

interface Shelf<T> {
  readonly take: (id: string) => T | undefined;
  readonly put: (id: string, value: T) => void;
  /** What was taken or put. */
  readonly find: (id: string | undefined) => T | undefined;
  readonly used: () => Readonly<Record<string, T>>;
  readonly isSame: () => boolean;
}

function shelf<T>(before: Readonly<Record<string, T>> = {}): Shelf<T> {
  const known = new Map(Object.entries(before));
  const used = new Map<string, T>();
  return {
    take(id) {
      const value = known.get(id);
      if (value !== undefined) used.set(id, value);
      return value;
    },
    put: (id, value) => void used.set(id, value),
    find: (id) => (id === undefined ? undefined : used.get(id)),
    used: () => Object.fromEntries(used),
    isSame: () => used.size === known.size && [...used.keys()].every((id) => known.has(id)),
  };
}

/** Data as the text of a file, its own hash in the first line. */
export function encode(data: Memory | Work): string {
  const body = JSON.stringify(data);
  return `${hashOf(body)}\n${body}`;
}

/** The data of such a text; undefined if it is not as it was written, whole, by this tool. */
export function decode(text: string, tool: string): Memory | Work | undefined {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (text.slice(0, end) !== hashOf(body)) return undefined;
  const data = JSON.parse(body) as Memory | Work;
  return data.tool === tool ? data : undefined;
}
