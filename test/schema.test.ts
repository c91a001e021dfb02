// The two schemas are the reference of the language and of the config: every property of them is described, used by a
// fixture and can be found out; and whatever they do not know is refused, but for `x-*`.
import { readFileSync, readdirSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { analyse } from "../generator/check/patterns.js";
import { loadConfig, withClient } from "../generator/config.js";
import { createReport } from "../generator/diagnostics.js";
import { documentsOf, fixturePath, fixtures } from "./support/fixtures.js";

type JsonObject = { readonly [key: string]: unknown };
type Schema = JsonObject;

interface Document {
  readonly name: string;
  readonly value: unknown;
}

/** A place of a document that a part of the schema speaks of. */
interface Use {
  /** A pointer into the schema. */
  readonly at: string;
  readonly schema: Schema;
  readonly document: Document;
  readonly path: readonly string[];
}

const specSchema = readSchema("action-spec.schema.json");
const configSchema = readSchema("config.schema.json");
const specDocuments = fixtures.flatMap((fixture) => documentsOf(fixture).map(({ path, value }): Document => ({ name: `${fixture.name}/${path}`, value }))); // prettier-ignore
const configDocuments = readdirSync(fixturePath("config")).map((file): Document => ({ name: `config/${file}`, value: parse(readFileSync(fixturePath("config", file), "utf8")) })); // prettier-ignore

describe.each([
  ["action-spec.schema.json", specSchema, specDocuments],
  ["config.schema.json", configSchema, configDocuments],
] as const)("%s", (_, schema, documents) => {
  const validate = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
  }).compile(schema);
  const uses = documents.flatMap((document) => usesOf(document, schema));
  const used = new Set(uses.map(({ at }) => at));
  const parts = partsOf(schema);

  it("is a JSON Schema, draft 2020-12, that a strict validator takes", () => {
    expect(schema["$schema"]).toBe("https://json-schema.org/draft/2020-12/schema");
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it.each(documents.map((document) => [document.name, document.value] as const))("takes %s", (__, value) => {
    expect(validate(value) ? [] : validate.errors).toEqual([]);
  });

  it("describes each of its properties and definitions, as a sentence", () => {
    const described = parts.filter(({ at }) => isNamed(at));
    expect(described.filter(({ schema: part }) => !/^[A-Z].*[.:`*]$/su.test(String(part["description"] ?? ""))).map(({ at }) => at)).toEqual([]); // prettier-ignore
  });

  it("has no pattern that takes a text forever", () => {
    const patterns = parts.flatMap(({ schema: part }) => [part["pattern"] ?? [], Object.keys(part["patternProperties"] ?? {})].flat()); // prettier-ignore
    expect(patterns.map((pattern) => [pattern, analyse(String(pattern)).kind])).toEqual(patterns.map((pattern) => [pattern, "fine"])); // prettier-ignore
    expect(patterns.length).toBeGreaterThan(3);
  });

  it("has no property that no fixture uses", () => {
    expect(
      parts.map(({ at }) => at).filter((at) => at.includes("/properties/") && isNamed(at) && !used.has(at)),
    ).toEqual([]);
  });

  it("has no definition that no fixture uses", () => {
    // A definition without a kind is one that no document may have.
    const known = parts.map(({ at }) => at).filter((at) => /^#\/\$defs\/\w+$/.test(at) && at !== "#/$defs/noKind");
    expect(known.filter((at) => !used.has(at))).toEqual([]);
  });

  it("has no choice that no fixture makes, but for those that are told apart elsewhere", () => {
    const made = new Set(
      uses.map(({ at, document, path }) => `${at} ${JSON.stringify(valueAt(document.value, path))}`),
    );
    const choices = parts.flatMap(({ at, schema: part }) => ((part["enum"] ?? []) as readonly unknown[]).map((value) => `${at} ${JSON.stringify(value)}`)); // prettier-ignore
    expect(choices.filter((choice) => !made.has(choice) && !unmade.has(choice))).toEqual([]);
  });

  const objects = firstUses(uses.filter(({ schema: part }) => part["additionalProperties"] === false));
  const maps = firstUses(uses.filter(({ schema: part }) => part["propertyNames"] !== undefined));

  it("has a fixture for every mapping with fixed keys", () => {
    const fixed = parts.filter(({ schema: part }) => part["additionalProperties"] === false).map(({ at }) => at);
    expect(objects.map(({ at }) => at).sort()).toEqual([...fixed].sort());
  });

  it.each(objects.map((use) => [use.at, use] as const))(
    "accepts nothing unknown but extensions at %s",
    (__, { document, path }) => {
      expect(validate(document.value)).toBe(true);
      expect(validate(withKey(document.value, path, "unknownKey"))).toBe(false);
      expect(validate(withKey(document.value, path, "xunknown"))).toBe(false);
      expect(validate(withKey(document.value, path, "x-unknown"))).toBe(true);
    },
  );

  it.each(maps.map((use) => [use.at, use] as const))(
    "has no extensions among the names at %s",
    (__, { document, path }) => {
      expect(validate(withKey(document.value, path, "x-unknown"))).toBe(false);
    },
  );
});

/** `noAuth` lists all kinds for the sake of its message; the other four are chosen by their own definitions. */
const unmade: ReadonlySet<string> = new Set([
  ...["bearer", "basic", "apiKey", "oauth2ClientCredentials"].map((kind) => `#/$defs/noAuth/properties/kind "${kind}"`),
]);

describe("the config", () => {
  it("becomes targets, with what is not said put in", () => {
    const { targets, codes } = loadFixture("minimal.yaml", "");
    expect(codes).toEqual([]);
    expect(targets.map((target) => withClient(target, "nexigon-hub"))).toMatchObject([
      {
        name: "things",
        spec: "spec/things",
        overlays: [],
        out: "generated/things",
        include: { modules: ["*"], actions: ["*"], stability: "experimental" },
        package: { name: "things", version: "0.1.0", license: "MIT", repository: "", directory: "", keywords: [] },
        client: "NexigonHub",
        writeOnce: [],
        ignore: [],
        int64: "number",
        docs: true,
      },
    ]);
  });

  it("keeps what is said, with paths from where it stands", () => {
    const { targets, diff, codes } = loadFixture("everything.yaml", "some/folder/");
    expect(codes).toEqual([]);
    expect(diff).toMatchObject({
      policy: "wire",
      unreachable: "break",
      graceDays: 90,
      accept: "some/folder/api-accept.yaml",
    });
    expect(diff.rules).toMatchObject({ "type-removed": "breaking", "none/type-added": "docs" });
    expect(targets).toMatchObject([
      {
        name: "nexigon-hub.v2",
        spec: "some/folder/spec/hub/api.yaml",
        overlays: ["some/folder/overlays/first.yaml", "some/shared/second.yaml"],
        out: "some/folder/generated/hub",
        include: { modules: ["device*", "errors"], actions: ["*_Get*"], stability: "beta" },
        package: {
          name: "@scope/hub.sdk",
          version: "1.2.3-beta.1+build",
          license: "Apache-2.0",
          repository: "https://example.com/hub",
          keywords: ["hub", "sdk"],
        },
        client: "HubTwo",
        writeOnce: ["src/own/**"],
        ignore: ["CHANGELOG.md"],
        docs: false,
      },
      { name: "other", spec: "some/folder/spec/other.json", client: undefined, package: { repository: "acme/api", directory: "sdks/other" } }, // prettier-ignore
    ]);
  });
});

function loadFixture(name: string, folder: string) {
  const report = createReport();
  const text = readFileSync(fixturePath("config", name), "utf8");
  const path = `${folder}actionwright.config.yaml`;
  const { targets, diff } = loadConfig(path, { read: (asked) => (asked === path ? text : undefined), list: () => ["actionwright.config.yaml"] }, report); // prettier-ignore
  return { targets, diff, codes: report.all.map(({ code }) => code) };
}

// ── The schema and what it speaks of ────────────────────────────────────────────────────────────────────────────────

function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`../spec/${name}`, import.meta.url), "utf8")) as Schema;
}

/** Every schema within a schema, by its pointer; those in `if` only choose. */
function partsOf(schema: Schema, at = "#"): readonly { readonly at: string; readonly schema: Schema }[] {
  const inner = ["properties", "$defs", "patternProperties"].flatMap((key) =>
    Object.entries((schema[key] ?? {}) as Readonly<Record<string, Schema>>).flatMap(([name, part]) =>
      partsOf(part, `${at}/${key}/${name}`),
    ),
  );
  const single = ["then", "else", "items", "additionalProperties", "propertyNames"].flatMap((key) =>
    isObject(schema[key]) ? partsOf(schema[key], `${at}/${key}`) : [],
  );
  return [{ at, schema }, ...inner, ...single];
}

/** Properties and definitions: what a reader of the schema looks up by its name. */
function isNamed(at: string): boolean {
  return /\/(properties|\$defs)\/[^/]+$/.test(at);
}

/** What of the schema speaks of which place of a document. */
function usesOf(document: Document, root: Schema): readonly Use[] {
  const ajv = new Ajv2020({ strict: false });
  const follow = (schema: Schema, at: string, path: readonly string[]): readonly Use[] => {
    const value = valueAt(document.value, path);
    const found: Use[] = [{ at, schema, document, path }];
    const reference = schema["$ref"];
    if (typeof reference === "string") found.push(...follow(resolve(root, reference), reference, path));
    if (schema["if"]) {
      const branch = ajv.validate(schema["if"] as Schema, value) ? "then" : "else";
      if (isObject(schema[branch])) found.push(...follow(schema[branch], `${at}/${branch}`, path));
    }
    if (Array.isArray(value) && isObject(schema["items"])) {
      const items = schema["items"];
      value.forEach((__, index) => found.push(...follow(items, `${at}/items`, [...path, String(index)])));
    }
    if (isObject(value)) for (const key of Object.keys(value)) found.push(...member(schema, at, [...path, key]));
    return found;
  };
  const member = (schema: Schema, at: string, path: readonly string[]): readonly Use[] => {
    const key = path.at(-1) ?? "";
    const names = isObject(schema["propertyNames"]) ? follow(schema["propertyNames"], `${at}/propertyNames`, [...path.slice(0, -1), key]) : []; // prettier-ignore
    const own = (schema["properties"] as JsonObject | undefined)?.[key];
    if (isObject(own)) return [...names, ...follow(own, `${at}/properties/${key}`, path)];
    const other = schema["additionalProperties"];
    return isObject(other) ? [...names, ...follow(other, `${at}/additionalProperties`, path)] : names;
  };
  return follow(root, "#", []);
}

function resolve(root: Schema, reference: string): Schema {
  return valueAt(root, reference.split("/").slice(1)) as Schema;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => (node as JsonObject | undefined)?.[key], value);
}

/** The first place of each part. */
function firstUses(uses: readonly Use[]): readonly Use[] {
  const firsts = new Map<string, Use>();
  for (const use of uses)
    if (!firsts.has(use.at) && isObject(valueAt(use.document.value, use.path))) firsts.set(use.at, use);
  return [...firsts.values()];
}

/** The document with one more key at a place. */
function withKey(value: unknown, path: readonly string[], key: string): unknown {
  const copy = structuredClone(value);
  (valueAt(copy, path) as Record<string, unknown>)[key] = {};
  return copy;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
