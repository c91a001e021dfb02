// Every text of a config, planted with every hostile string, in a project on disk: what comes of it is said and nothing is
// written, or the package has it as a text, and nothing lies beside the package.
import { posix } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { runGenerate } from "../generator/cli/generate.js";
import { exit } from "../generator/cli/io.js";
import type { TextCache } from "../generator/format.js";
import { createReport, generate, loadConfig, nodeHost, type GenerateResult } from "../generator/index.js";
import { filesProblems } from "./hostile/compare.js";
import { plantAt, renderProblems, twinsOf } from "./hostile/packages.js";
import { plantIn, positionsOf, readSchema, textPlacesOf, type Document, type Plant, type Position } from "./hostile/positions.js"; // prettier-ignore
import { everything, hostile, type Hostile } from "./hostile/strings.js";
import { createProject, toyFiles, type Project } from "./support/project.js";
import { memoryHost, readConfig, type Reading } from "./support/spec.js";

const schema = readSchema("config.schema.json");
const isConfig = new Ajv2020({ strict: false }).compile(schema);

/** Says all that a config can say. */
const config = {
  actionwright: 1,
  "x-note": "a note",
  targets: {
    toy: {
      "x-note": "a note",
      "x-why": { why: ["a note"] },
      spec: "spec/toy",
      overlays: ["overlay.json"],
      out: "generated/toy",
      include: { "x-note": "a note", modules: ["*"], actions: ["*"], stability: "experimental" },
      package: { "x-note": "a note", name: "@toys/toy", version: "1.2.3", license: "ISC", repository: "https://toys.example.com", keywords: ["toys"] }, // prettier-ignore
      client: "Toys",
      writeOnce: ["notes/*"],
      ignore: ["CHANGELOG.md"],
      int64: "number",
      docs: true,
    },
  },
  diff: { "x-note": "a note", policy: "sdk", rules: { "field-removed": "safe" }, unreachable: "warn", graceDays: 90, zeroMinorForFeatures: true, accept: "accept.yaml" }, // prettier-ignore
};
const document: Document = { path: "project/config.json", value: config };
const positions = positionsOf(document, schema);
/** The same, with a mapping where a text can stand as well. */
const mapped: Document = {
  ...document,
  value: { ...config, targets: { toy: { ...config.targets.toy, package: { ...config.targets.toy.package, repository: { "x-note": "a note", url: "https://toys.example.com", directory: "sdks/toy" } } } } },
}; // prettier-ignore
const mappedPositions = positionsOf(mapped, schema).filter(({ at }) => at.includes("/repository"));
const files = {
  ...Object.fromEntries(Object.entries(toyFiles).map(([path, text]) => [`project/${path}`, text])),
  "project/overlay.json":
    '{ "overlay": 1, "patches": [{ "at": "/api/title", "reason": "There are more.", "set": "Toys" }] }',
};

it("looks at every text that the schema knows", () => {
  const seen = new Set([...positions, ...mappedPositions].flatMap(({ at }) => at.split(" ")));
  expect(textPlacesOf(schema).filter((at) => !seen.has(at))).toEqual([]);
  expect(textPlacesOf(schema).length).toBeGreaterThan(25);
});

describe.each([everything, ...hostile].map((each) => [each.name, each] as const))("%s", (_, each) => {
  it("is refused with words, or stays a text", async () => {
    const plantsAt = (places: readonly Position[]): readonly Plant[] => places.map((position, index) => plantAt(position, each, { index, isValid: isConfig }) ?? misfit(position, each, index)); // prettier-ignore
    const plants = plantsAt(positions);
    const readings = plants.map((plant) => ({ plant, ...readPlanted([plant]) }));
    const refused = readings.filter(({ diagnostics }) => diagnostics.some(({ severity }) => severity === "error"));
    const taken = readings.filter((reading) => !refused.includes(reading)).map(({ plant }) => plant);
    const problems = [
      ...readings.flatMap(renderProblems),
      ...(await refusalProblems(refused.map(({ plant }) => plant))),
      ...(await packageProblems(taken, each)),
      ...(await mappedProblems(plantsAt(mappedPositions))),
    ];
    expect(problems).toEqual([]);
  }, 120_000);
});

/** What the schema does not take, so that it is told. */
function misfit(position: Position, { text }: Hostile, index: number): Plant {
  return { position, text: text(`zqxj${index}`), isAppended: false };
}

function planted(plants: readonly Plant[], into = document): Readonly<Record<string, string>> {
  return { ...files, [document.path]: plantIn(into, plants).text };
}

function readPlanted(plants: readonly Plant[], into = document): Reading {
  return readConfig(planted(plants, into), document.path);
}

/** In memory, one by one: it is told, or the package has the text as it is. */
async function mappedProblems(plants: readonly Plant[]): Promise<readonly string[]> {
  const found = plants.map(async (plant) => {
    const reading = readPlanted([plant], mapped);
    if (reading.diagnostics.some(({ severity }) => severity === "error")) return renderProblems(reading);
    const host = memoryHost(planted([plant], mapped));
    const [target = expect.unreachable()] = loadConfig(document.path, host, createReport()).targets;
    const made =
      (await generate(target, host, { cache })).files.find(({ path }) => path === "package.json")?.text ?? "";
    const { repository } = JSON.parse(made) as { readonly repository: { readonly url: string; readonly directory: string } }; // prettier-ignore
    const isSame = repository.url === target.package.repository && repository.directory === target.package.directory;
    return [...renderProblems(reading), ...(isSame ? [] : [`${plant.position.at}: ${made}`])];
  });
  return (await Promise.all(found)).flat();
}

/** In a project on disk, one by one: the command says no, and why, and leaves everything as it was. */
async function refusalProblems(plants: readonly Plant[]): Promise<readonly string[]> {
  const project = await createProject(files);
  const before = await project.tree();
  const found: string[] = [];
  for (const plant of plants) {
    const text = plantIn(document, [plant]).text;
    await project.write(document.path, text);
    const { code, stderr } = await generateIn(project);
    const place = `${plant.position.at}: `;
    if (code === exit.ok || !/^error\[AW[17]\d{3}\]: /m.test(stderr)) found.push(`${place}refused without a word`);
    found.push(...screenProblems(stderr).map((problem) => place + problem));
    if (!isDeepStrictEqual(await project.tree(), { ...before, [document.path]: text })) found.push(`${place}written`);
  }
  return found;
}

/** In a project on disk, all together: the package has them, and is all that is there. With everything at once, it is made again. */
async function packageProblems(plants: readonly Plant[], each: Hostile): Promise<readonly string[]> {
  const project = await createProject(planted(plants));
  const before = await project.tree();
  const { code, stdout, stderr } = await generateIn(project);
  if (code !== exit.ok) return [`exit code ${String(code)}: ${stderr}`];
  const value = JSON.parse(await project.read(document.path)) as typeof config;
  const [target = config.targets.toy] = Object.values(value.targets);
  const out = posix.join("project", target.out, "/");
  const all = Object.entries(await project.tree());
  const others = Object.fromEntries(all.filter(([path]) => !path.startsWith(out)));
  const own = all.flatMap(([path, text]) => path.startsWith(out) ? [{ path: path.slice(out.length), text, owner: "" }] : []); // prettier-ignore
  const { files: twin } = await generateTwin(plants);
  const license = own.find(({ path }) => path === "LICENSE")?.text ?? "";
  const again =
    each === everything ? await generateIn(project, { check: true }) : { code: exit.ok, stdout: "", stderr: "" };
  return [
    ...screenProblems(stdout + stderr + again.stdout + again.stderr + license),
    ...(isDeepStrictEqual(others, before) ? [] : ["written beside the package"]),
    ...(again.code === exit.ok ? [] : [`made again, it differs: ${again.stdout}`]),
    ...(await filesProblems(own, twin, each)),
    ...manifestProblems(own.find(({ path }) => path === "package.json")?.text ?? "", target.package),
  ];
}

/** What the config says of the package stands in it as it is. */
function manifestProblems(text: string, wanted: typeof config.targets.toy.package): readonly string[] {
  const { name, version, license, repository, keywords } = JSON.parse(text) as Omit<typeof wanted, "repository"> & { readonly repository?: { readonly url: string } }; // prettier-ignore
  const found = { name, version, license, repository: repository?.url ?? "", keywords };
  const said = Object.fromEntries(Object.keys(found).map((key) => [key, wanted[key as keyof typeof wanted]]));
  return isDeepStrictEqual(found, said) ? [] : [`package.json: ${JSON.stringify(found)}`];
}

function screenProblems(text: string): readonly string[] {
  const acting = /[^\P{C}\n]|[\u2028\u2029]/u.exec(text);
  return acting ? [`U+${acting[0].charCodeAt(0).toString(16)} on the screen`] : [];
}

function generateTwin(plants: readonly Plant[]): Promise<GenerateResult> {
  const host = memoryHost(planted(twinsOf(plants)));
  const [target = expect.unreachable()] = loadConfig(document.path, host, createReport()).targets;
  return generate(target, host, { cache });
}

const formatted = new Map<string, string>();
/** What was formatted for one string is not formatted again for the next. */
const cache: TextCache = {
  get: (source) => formatted.get(source),
  set: (source, text) => void formatted.set(source, text),
};

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** As the command does it. Whatever is thrown would be a stack trace there. */
async function generateIn({ folder }: Project, flags: { readonly check?: boolean } = {}): Promise<Ended> {
  let [stdout, stderr] = ["", ""];
  const io = { out: (text: string) => void (stdout += text), err: (text: string) => void (stderr += text), live: () => undefined, bytes: () => Promise.resolve(), outIsTerminal: false, color: false, outColor: false, version: "0.0.0", now: () => 0, interrupted: () => Promise.resolve() }; // prettier-ignore
  const options = { targets: [], config: `${folder}/${document.path}`, format: "pretty", check: false, dryRun: false, force: false, adopt: true, diff: false, noCache: true, watch: false, quiet: false, timings: false, verbose: true, ...flags } as const; // prettier-ignore
  const code = await runGenerate(options, nodeHost(), io);
  return { code, stdout, stderr };
}
