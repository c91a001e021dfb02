// The text of a config with other versions in it. Nothing but the digits changes: comments, order, quotes and line ends stay.
import { loadConfig } from "../config.js";
import { createReport, type Report } from "../diagnostics.js";
import { loadDocument, type Host } from "../load.js";
import { get, type SourceNode } from "../source.js";

/** The config with these versions, by target. Undefined, once reported, if one of them is not written where it could be replaced. */
export function withVersions(
  path: string,
  versions: ReadonlyMap<string, string>,
  { host, report }: { readonly host: Host; readonly report: Report },
): string | undefined {
  const document = loadDocument(path, host, report);
  if (!document) return undefined;
  const { file, root } = document;
  const edits = [...versions].map(([target, version]) => ({ target, version, at: versionNode(root, target)?.origin }));
  const places = edits.flatMap(({ version, at }) => (at ? [{ ...at, text: literalFor(file.text.slice(at.start, at.end), version) }] : [])); // prettier-ignore
  const text = places.sort((a, b) => b.start - a.start).reduce((before, { start, end, text: own }) => before.slice(0, start) + own + before.slice(end), file.text); // prettier-ignore
  const [wanted, found] = [new Map([...versionsIn(path, host), ...versions]), versionsIn(path, { ...host, read: (asked) => (asked === path ? text : host.read(asked)) })]; // prettier-ignore
  // A version that two targets share, or that is in no form to be replaced, shows when it is read again.
  const failed = [...wanted].find(([target, version]) => found.get(target) !== version);
  if (!failed) return bomOf(path, host) + text;
  const [target] = edits.find((each) => each.target === failed[0]) ? failed : [edits[0]?.target ?? ""];
  report("AW7017", versionNode(root, target)?.origin, { target, version: versions.get(target) ?? "" });
  return undefined;
}

function versionNode(root: SourceNode | undefined, target: string): SourceNode | undefined {
  return get(get(get(get(root, "targets"), target), "package"), "version");
}

/** A version as text, in the quotes that were there. */
function literalFor(written: string, version: string): string {
  const [, quote = ""] = /^(["']).*\1$/s.exec(written) ?? [];
  return `${quote}${version}${quote}`;
}

function versionsIn(path: string, host: Host): ReadonlyMap<string, string> {
  const { targets } = loadConfig(path, { ...host, documents: undefined }, createReport());
  return new Map(targets.map((target) => [target.name, target.package.version]));
}

/** What reading has passed over at the beginning of the file. */
function bomOf(path: string, host: Host): string {
  const content = host.read(path);
  const text = typeof content === "string" ? content : Buffer.from(content ?? []).toString("utf8");
  return text.startsWith("\uFEFF") ? "\uFEFF" : "";
}
