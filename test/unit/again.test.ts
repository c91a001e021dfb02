// Documents of which only what changed is parsed again, against parsing all of them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReport } from "../../generator/diagnostics.js";
import { readAgain } from "../../generator/load/again.js";
import { readYaml } from "../../generator/load/yaml.js";
import type { SourceFile, SourceNode } from "../../generator/source.js";
import { repository } from "../support/folder.js";

const path = "devices.yaml";

/** The document of a text of which there is nothing to say. */
function readWhole(file: SourceFile): SourceNode | undefined {
  const report = createReport();
  const root = readYaml(file, report);
  return report.all.length === 0 ? root : undefined;
}

interface Again {
  readonly root: SourceNode | undefined;
  /** How much had to be parsed for it. */
  readonly length: number;
}

function again(before: string, after: string, old = readWhole({ path, text: before })): Again {
  if (!old) throw new Error("not in order before");
  let length = 0;
  const read = (part: SourceFile): SourceNode | undefined => ((length += part.text.length), readWhole(part));
  return { root: readAgain({ path, text: after }, { text: before, root: old }, read), length };
}

const specs = ["spec/nexigon-hub", "spec/nexthink", "test/language"].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => readFileSync(join(repository, folder, name), "utf8")),
);
const devices = readFileSync(join(repository, "spec/nexigon-hub/devices.yaml"), "utf8");
const rootOfDevices = readWhole({ path, text: devices });

/** Evenly from the start of something to its end. */
const place = fc.noBias(fc.integer({ min: 0, max: 9999 })).map((value) => value / 10_000);

// ── Documents and edits of any kind ─────────────────────────────────────────────────────────────────────────────────

/** What stands behind keys: all that makes YAML hard. `~` stands for the indentation of the key. */
const values = [" 1", "", " x y", " \"a b\"", " 'it''s'", " # none", " [a, b]", " { a: 1, b: }", " {}", " null", " !!str 1", " !!set { a, b }", " !!set\n~ a:\n~ b:",
  "\n~- a\n~- b: 1\n~  c: 2", "\n~  - 1\n~  # between\n~  -", " |\n~  one\n~\n~  two", " |+\n~  keep\n\n", " |+\n~  keep\n\n~  \n", " |-\n~  strip\n\n\n", " >\n~  fold\n~    more\n~  less\n", " >2-\n~    three\n~  two", " |\n\n\n~  late",
  " plain\n~  goes on\n~   and on", " \"quoted\n~  on\n\n~  lines\"", " 'quoted\n~  lines: no # key'", " [a,\n~  b, # why\n~  { c: d }\n~  ]", " {\n~  a: 1,\n\n~  \"b\": [2]\n~  }", " [\n~]", "\n~  # a comment\n~  in: 1\n~  # at the end\n~# of the outer\n", "\n\n\n# far left\n~  in:\n~    deep: 1\n~  out: 2",
  "\n~  ? long\n~  : 1", "\t", " x\t# tab", "\n~  \"quoted key\": 1\n~  'other': 2\n~  400: 3"]; // prettier-ignore
/** What makes it hopeless, mostly. */
const rare = [
  " &x 1",
  " *x",
  " &y [1, *y]",
  " [&z 1, *z]",
  "\n~  <<: { a: 1 }\n~  b: 2",
  "\n~  <<: {}",
  " &e\n~ # empty",
];
const keys = ["a", "b", "c", "d", "e", "long name", '"quoted"', "'single'", "Null", "400"];
const comments = ["", "", "", "\n", "# c\n", "    # deep\n", "\n\n  # c\n\n"];

interface Entry {
  readonly key: string;
  readonly comment: string;
  readonly value: string | readonly Entry[];
}
const { map: entries } = fc.letrec<{ map: readonly Entry[] }>((tie) => ({
  map: fc.uniqueArray(
    fc.record({
      key: fc.constantFrom(...keys),
      comment: fc.constantFrom(...comments),
      value: fc.oneof(
        { maxDepth: 3 },
        { arbitrary: fc.constantFrom(...values), weight: 20 },
        { arbitrary: fc.constantFrom(...rare), weight: 1 },
        { arbitrary: tie("map"), weight: 12 },
      ),
    }),
    { selector: ({ key }) => key, minLength: 1, maxLength: 4 },
  ),
}));

function textOfEntries(map: readonly Entry[], indentation: string, step: string): string {
  const texts = map.map(({ key, comment, value }) => {
    const written = typeof value === "string" ? `${value.replaceAll("~", indentation)}\n` : `\n${textOfEntries(value, indentation + step, step)}`; // prettier-ignore
    return `${comment}${indentation}${key}:${written}`;
  });
  return texts.join("");
}

const made = fc
  .record({
    map: entries,
    start: fc.constantFrom("", "", "", "# first\n", "---\n", "%YAML 1.2\n---\n", "--- !!map\n", "\uFEFF"),
    end: fc.constantFrom("", "", "", "# last\n", "\n\n", "...\n", "  # last"),
    indentation: fc.constantFrom("", "", "", "  "),
    step: fc.constantFrom("  ", " ", "    "),
    newline: fc.constantFrom("\n", "\n", "\n", "\r\n"),
    cut: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ map, start, end, indentation, step, newline, cut }) => {
    const text = `${start}${textOfEntries(map, indentation, step)}${end}`;
    return text.slice(0, text.length - cut).replaceAll("\n", newline);
  });

/** A few lines of a spec: parsing one whole takes long. */
const cutOut = fc.tuple(fc.constantFrom(...specs), place).map(([text, place]) => {
  const entriesOfText = text.split(/^(?=\S)/m);
  return entriesOfText.map((entry) => {
    const inner = entry.split(/^(?= {2}\S)/m);
    const from = Math.floor(place * Math.max(0, inner.length - 5));
    return [inner[0], ...inner.slice(Math.max(1, from), from + 5)].join("");
  }).join("");
}); // prettier-ignore

const pieces = ["|", ">-", " |+\n", "#", " # c", "- ", ": ", ":", "&a ", "*a", "---\n", "...\n", "--- ", "\n", "\n\n", "\n  ", "\t", '"', "'", "{", "}", "[", "]", ",", "!!set ", "!!map ", "!x ", "? ", "<<: ", "%", "\r", "\r\n", "\uFEFF", " ", "  ", "x", "0", "a: 1\n", "  a: 1\n", "    a: 1\n", "key:", "\u2028", "\\", "~", "é"]; // prettier-ignore

interface Edit {
  readonly kind:
    "insert" | "delete" | "replace" | "copy" | "drop" | "indent" | "dedent" | "end" | "start" | "own" | "chop";
  readonly at: number;
  readonly from: number;
  readonly length: number;
  readonly piece: string;
}
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    "insert",
    "delete",
    "replace",
    "copy",
    "drop",
    "indent",
    "dedent",
    "end",
    "start",
    "own",
    "chop",
  ),
  at: place,
  from: place,
  length: fc.integer({ min: 1, max: 4 }),
  piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })),
});

function edited(text: string, { kind, at, from, length, piece }: Edit): string {
  const lines = text.split(/(?<=\n)/);
  const index = Math.floor(at * lines.length);
  const line = lines[index] ?? "";
  const put = (...now: readonly string[]): string => lines.toSpliced(index, 1, ...now).join("");
  const char = Math.floor(at * (text.length + 1));
  switch (kind) {
    case "insert":
      return text.slice(0, char) + piece + text.slice(char);
    case "delete":
      return text.slice(0, char) + text.slice(char + length);
    case "replace":
      return text.slice(0, char) + piece + text.slice(char + length);
    case "copy":
      return put(line, ...lines.slice(Math.floor(from * lines.length)).slice(0, length));
    case "drop":
      return lines.toSpliced(index, length).join("");
    case "indent":
      return put(" ".repeat(length) + line);
    case "dedent":
      return put(line.replace(new RegExp(`^ {1,${length}}`), ""));
    case "end":
      return put(line.replace(/(?=\r?\n?$)/, piece));
    case "start":
      return put(line.replace(/^ */, (spaces) => spaces + piece));
    case "own":
      return put(line, `${" ".repeat(length * 2)}${piece}\n`);
    case "chop":
      return text.slice(0, char);
  }
}

const factor = Number(process.env["RUNS"] ?? 1);

describe("what is parsed again", () => {
  it("is what parsing all gives, after any edit of any document", () => {
    let possible = 0;
    let given = 0;
    fc.assert(
      fc.property(fc.oneof(made, made, cutOut), fc.array(edit, { minLength: 1, maxLength: 2 }), (before, edits) => {
        if (!readWhole({ path, text: before })) return;
        const after = edits.reduce(edited, before);
        const { root } = again(before, after);
        const whole = readWhole({ path, text: after });
        if (root) expect(isDeepStrictEqual(root, whole), JSON.stringify([before, after])).toBe(true);
        if (root) given++;
        if (whole) possible++;
      }),
      { numRuns: 250 * factor },
    );
    expect(given).toBeGreaterThan(possible / 3);
  }, 60_000 * factor); // prettier-ignore

  const ordinary: readonly (readonly [string, string, string])[] = [
    ["a text", "Asks for all devices of the instance.", "Asks for every device."],
    ["the text of a type of one line", "The device to look up.", "Which device."],
    ["a text of the document", 'docs: "Devices, with', 'docs: "All devices, with'],
    ["an action's effect", "    effect: read\n", "    effect: write\n"],
    ["a field that comes", "      device_id: {", "      more?: string\n      device_id: {"],
    ["a field that goes", '      is_connected: { type: bool, docs: "Whether the device has a connection at this moment." }\n', ""],
    ["a type that comes", "  QueryDevicesItem:\n", "  Other: { opaque: string }\n  QueryDevicesItem:\n"],
    ["the first type", "  DeviceId: { opaque: string,", "  DeviceId: { opaque:  string,"],
    ["a name", "  QueryDevicesItem:\n", "  QueryDevicesItems:\n"],
    ["a comment", "  QueryDevicesItem:\n", "  # One of them.\n  QueryDevicesItem:\n"],
    ["a text that becomes one of several lines", 'docs: "Asks for all devices of the instance."', "docs: |\n      Asks for all.\n\n      Of the instance."],
  ]; // prettier-ignore
  it.each(ordinary)("is little, where an edit is ordinary: %s", (_, from, to) => {
    const after = devices.replace(from, to);
    expect(after).not.toBe(devices);
    const { root, length } = again(devices, after, rootOfDevices);
    expect(root).toBeDefined();
    expect(root).toEqual(readWhole({ path, text: after }));
    expect(length).toBeLessThan(2_500);
  });

  it("is little at the end of a document as well", () => {
    for (const after of [`${devices}    extra: 1\n`, devices.trimEnd(), `${devices}# The end.`]) {
      const { root, length } = again(devices, after, rootOfDevices);
      expect(root).toBeDefined();
      expect(root).toEqual(readWhole({ path, text: after }));
      expect(length).toBeLessThan(3_000);
    }
  });

  /** What an edit of an entry does beyond it. */
  const far: readonly (readonly [string, string, string])[] = [
    ["a quote that is left open up to another", "a: 1\nb: x\nc: d'e\n", "a: 1\nb: 'x\nc: d'e\n"],
    ["a bracket", "a: 1\nb: x\nc: y\n", "a: 1\nb: [x\nc: y\n"],
    ["an anchor that comes to mean another", "a: &x 1\nb: 2\nc: *x\n", "a: &x 1\nb: &x 2\nc: *x\n"],
    ["an anchor that goes", "a: 1\nb: &x 2\nc: [*x]\n", "a: 1\nb: 2\nc: [*x]\n"],
    ["an alias of what is above", "a: &x 1\nb: 2\n", "a: &x 1\nb: *x\n"],
    ["a key that is there already", "a: 1\nb: 2\nc: 3\n", "a: 1\nb: 2\na: 4\nc: 3\n"],
    ["a merged key that is there already", "a: 1\nb: 2\nc: 3\n", "a: 1\nb: 2\n<<: { c: 4 }\nc: 3\n"],
    ["an entry that leaves its mapping", "a:\n  b: 1\n  c: 2\n  d: 3\n", "a:\n  b: 1\nc: 2\n  d: 3\n"],
    ["another document", "a: 1\nb: 2\nc: 3\n", "a: 1\nb: 2\n---\nc: 3\n"],
    ["a tag around", "!!set\na:\nb:\nc:\n", "!!set\na:\nb: 1\nc:\n"],
    ["a directive", "%YAML 1.2\n---\na: 1\nb: yes\n", "%YAML 1.1\n---\na: 1\nb: yes\n"],
    ["everything", "a: 1\n", "- a\n"],
    ["nothing to read", "a: 1\n", ""],
  ]; // prettier-ignore
  it.each(far)("is everything, where an edit reaches far: %s", (_, before, after) => {
    expect(again(before, after).root).toBeUndefined();
  });
});
