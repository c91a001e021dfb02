// docs/benchmarks.md: a section for each part, between marks, so that one part can be measured again without the others.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { root } from "./measure.mjs";

const path = join(root, "docs/benchmarks.md");
const head = `# Benchmarks

What \`npm run bench\` measured the last time. It writes this page: \`npm run bench -- peers growth\` measures these two sections
again, \`--runs 9\` takes the median of more runs. A time says something about one machine; a ratio is of two times of one run.
What is to be reached stands where there is such a number.
`;

/** The sections in their order, with what they are about. */
const sections = {
  peers: [
    "Beside other generators",
    "All generators are given one OpenAPI document: what we export of Nexigon Hub. A cold run has no cache and an empty folder, and its time is that of the whole process. How the code treats tagged unions is asked of TypeScript's checker: a variant narrows if comparing the tag with its constant leaves that variant alone.",
  ],
  generate: [
    "generate",
    "The package of Nexigon Hub, on each Node that is there. `of cold` compares times of the processor without Node's own start. From 22.8 on Node keeps what it has compiled, which a cold run does not have.",
  ],
  stages: [
    "Where the time of a cold run goes",
    "One process, stage by stage; the first use of a library has its load.",
  ],
  growth: ["Growth", "The modules of the Hub again and again under other names, as one spec."],
  diff: ["diff", "Two versions of the Hub with hundreds of changes."],
  bundles: [
    "What a bundle weighs",
    "By esbuild from the packed package, minified. One action alone stays above what was to be reached, for RPC and for HTTP: even without all that is optional in the runtime, by a stronger minifier and with every name cut to a letter or two, the former had 7.3 kB.",
  ],
  types: ["What the types cost the compiler", "Type instantiations of programs that use the packed package."],
  decode: ["Reading answers", "What the model does beside `JSON.parse`: it checks, and keeps what it does not know."],
  exact: ["64-bit integers without loss", "`exactJson`, the client's JSON where `int64` is `bigint` or `string`."],
  faults: [
    "A server with faults",
    "Slow headers, stalled and broken bodies, redirects, wrong answers, 429 in every form: what becomes of calls, and what is left behind afterwards.",
  ],
};

/** Writes what was measured into the section of a part, and leaves the others as they are. */
export async function writeSection(part, text) {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const textOf = (name) => (name === part ? text : between(before, name));
  const pages = Object.entries(sections).flatMap(([name, [title, about]]) => {
    const measured = textOf(name);
    return measured === "" ? [] : [`## ${title}\n\n${about}\n\n${mark(name)}\n\n${measured}\n\n${mark(`end of ${name}`)}`];
  });
  mkdirSync(dirname(path), { recursive: true });
  const page = `${head}\n${pages.join("\n\n")}\n`;
  writeFileSync(path, await format(page, { ...(await resolveConfig(path)), parser: "markdown" }));
} // prettier-ignore

const mark = (text) => `<!-- ${text} -->`;

function between(page, name) {
  const [, after = ""] = page.split(mark(name));
  return after.split(mark(`end of ${name}`))[0]?.trim() ?? "";
}
