// Shows that the tests of the runtime contract would notice: takes away the guard of each point, one at a time, in a copy
// of the repository, and expects a test with the point's number in its name to fail. A row's `tests` is the one file to look in,
// where others with that number are slow and do not see the change: they test what was generated before.
//   npm run test:mutate                 every row of test/mutations.json
//   npm run test:mutate -- R14 A5       the rows of these points
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVitest } from "vitest/node";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = process.argv.slice(2);
const rows = JSON.parse(readFileSync(join(root, "test/mutations.json"), "utf8")).filter(
  ({ point }) => wanted.length === 0 || wanted.includes(point),
);
const missing = wanted.filter((point) => !rows.some((row) => row.point === point));
if (missing.length > 0) fail(`no row for ${missing.join(", ")}`);
for (const row of rows) if (mutated(row) === undefined) fail(`${row.point}: not once in ${row.file}: ${row.search}`);

const temporary = mkdtempSync(join(tmpdir(), "mutate-"));
const copy = join(temporary, "main");
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));
const left = new Set([".git", "node_modules"]);
for (const name of readdirSync(root))
  if (!left.has(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
if (existsSync(join(root, "../shared"))) symlinkSync(join(root, "../shared"), join(temporary, "shared"));
process.chdir(copy);

const vitest = await createVitest("test", {
  root: copy,
  watch: false,
  // A worker that went on would still have what was loaded before the change.
  isolate: true,
  reporters: [{ onInit() {} }],
  // One failure is enough, and what waits for ever has failed.
  bail: 1,
  testTimeout: 20_000,
});
const files = (await vitest.globTestSpecifications()).map((spec) => ({
  spec,
  text: readFileSync(spec.moduleId, "utf8"),
}));

let survivors = 0;
try {
  const points = [...new Set(rows.map(({ point }) => point))];
  const before = await run(rows);
  if (before.failed.length > 0) fail(`without any mutation:\n${before.failed.join("\n")}`);
  const untested = points.filter((point) => !before.passed.some((name) => numbered([point]).test(name)));
  if (untested.length > 0) fail(`no test has the number ${untested.join(", ")}`);
  for (const row of rows) {
    const attempt = () => withMutation(row, () => run([row]));
    const first = await attempt();
    // What is left of the run before, which ended with its first failure, may have ended this one before it had begun.
    const { failed, seconds } = first.failed.length > 0 ? first : await attempt();
    const [killer] = failed;
    if (killer === undefined) survivors++;
    console.log(`${killer ? "killed  " : "SURVIVED"} ${row.point.padEnd(4)} ${seconds} s  ${killer ?? row.search}`);
  }
} finally {
  await vitest.close();
}
console.log(`${rows.length - survivors} of ${rows.length} mutations were noticed`);
process.exit(survivors > 0 ? 1 : 0);

/** The file's text without the guard; undefined unless `search` is in it exactly once. */
function mutated({ file, search, replace }) {
  if (!/^(templates|generator|generated)\//.test(file)) fail(`${file} is neither runtime nor generator, nor a package`);
  const parts = readFileSync(join(root, file), "utf8").split(search);
  return parts.length === 2 ? parts.join(replace) : undefined;
}

async function withMutation(row, work) {
  const path = join(copy, row.file);
  writeFileSync(path, mutated(row));
  vitest.invalidateFile(path);
  try {
    return await work();
  } finally {
    cpSync(join(root, row.file), path);
    vitest.invalidateFile(path);
  }
}

/** Runs the tests that have the point of one of the rows in their full names. */
async function run(some) {
  const begin = Date.now();
  vitest.setGlobalTestNamePattern(numbered(some.map(({ point }) => point)));
  const isMeant = ({ spec, text }) =>
    some.some(({ point, tests = "" }) => spec.moduleId.endsWith(tests) && numbered([point]).test(text));
  const specs = files.filter(isMeant).map(({ spec }) => spec);
  // Failures of earlier runs would be counted with those of this one.
  vitest.state.clearFiles(
    vitest.projects[0],
    files.map(({ spec }) => spec.moduleId),
  );
  const ran = new Set(specs.map(({ moduleId }) => moduleId));
  const result = await vitest.runTestSpecifications(specs);
  // Those of earlier runs are among them.
  const testModules = result.testModules.filter(({ moduleId }) => ran.has(moduleId));
  const of = (state) =>
    testModules.flatMap(({ children }) => [...children.allTests(state)].map(({ fullName }) => fullName));
  const broken = testModules.filter((module) => module.errors().length > 0);
  if (broken.length > 0) fail(`does not load: ${broken.flatMap((module) => module.errors().map((e) => e.message))}`);
  return { passed: of("passed"), failed: of("failed"), seconds: ((Date.now() - begin) / 1000).toFixed(1) };
}

function numbered(points) {
  return new RegExp(`\\b(${points.join("|")})\\b`);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
