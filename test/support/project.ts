// A project of a user of the tool, in a folder of its own: a small spec, a config, and the built command to run in it.
import { cp, mkdir, readFile, readdir, readlink, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { whenFileEnds } from "./ends.js";
import { repository, temporaryFolder } from "./folder.js";
import { runNode, startNode, type Conversation, type Ended } from "./process.js";

export const cli: string = join(repository, "dist", "cli.js");

/** Small, and with something of most kinds. */
export const toyFiles: Readonly<Record<string, string>> = {
  "actionwright.config.yaml": `actionwright: 1
targets:
  toy:
    spec: spec/toy
    out: generated/toy
    package: { name: "@toys/toy", version: 1.2.3 }
`,
  "spec/toy/api.yaml": `actionSpec: 1
api: { id: toy, title: Toy, version: 1.0.0 }
servers: [{ url: "https://toy.example.com" }]
auth: { bearer: { kind: bearer } }
binding: { rpc: { method: POST, path: "/invoke/{action}" } }
defaults: { fieldCase: camelCase, tagging: internal, tag: result, content: content }
errors: { default: { type: things.Failure, code: kind, message: message } }
modules: [things, colours]
`,
  "spec/toy/things.yaml": `module: things
docs: Things to play with.
types:
  Failure: { record: { kind: string, message: string } }
  ThingId: { opaque: string, docs: Identifies a thing. }
  FindThingAction: { record: { thing_id: ThingId, depth?: u32 } }
  FindThingOutput: { union: { variants: { Missing: {}, Found: Thing } } }
  Thing: { record: { thing_id: ThingId, colour: colours.Colour } }
actions:
  things_Find:
    docs: Looks for a thing.
    effect: read
    request: FindThingAction
    output: FindThingOutput
`,
  "spec/toy/colours.yaml": `module: colours
types:
  Colour: { enum: { Red: Warm., Blue: Cold. } }
`,
};

export interface Project {
  readonly folder: string;
  /** Runs the command in a process of its own. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** As `run`, in the process that is kept for it: much faster. A bug is thrown there: `code` is null. */
  quick(args: readonly string[]): Promise<Ended>;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Changes a file's text; fails if there is nothing to replace. */
  replace(path: string, from: string, to: string): Promise<void>;
  /** Every file below a path, with its text, and links with where they lead. */
  tree(path?: string): Promise<Readonly<Record<string, string>>>;
  /** When each file below a path was last written, as `age` left it or later. */
  times(path: string): Promise<Readonly<Record<string, number>>>;
  /** Makes every file below a path old, so that one that is written shows. */
  age(path: string): Promise<void>;
}

/** A project with these files, or with all that is in another. */
export async function createProject(from: Readonly<Record<string, string>> | Project = toyFiles): Promise<Project> {
  const project = projectIn(await temporaryFolder());
  if (isProject(from)) await cp(from.folder, project.folder, { recursive: true, verbatimSymlinks: true });
  else for (const [path, text] of Object.entries(from)) await project.write(path, text);
  return project;
}

let kept: Conversation | undefined;

function driver(): Conversation {
  if (kept) return kept;
  const started = startNode([join(repository, "test", "support", "driver.mjs")], repository);
  whenFileEnds(() => {
    kept = undefined;
    return started.close();
  });
  return (kept = started);
}

function isProject(from: object): from is Project {
  return "folder" in from;
}

const longAgo = new Date("2020-01-01T00:00:00Z");

function projectIn(folder: string): Project {
  const at = (path: string): string => join(folder, path);
  const filesIn = async (path: string): Promise<readonly string[]> => {
    const entries = await readdir(at(path), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
    return files.map((file) => file.slice(folder.length + 1).replaceAll("\\", "/")).sort();
  };
  const each = async <T>(path: string, of: (file: string) => Promise<T>): Promise<Readonly<Record<string, T>>> =>
    Object.fromEntries(await Promise.all((await filesIn(path)).map(async (file) => [file, await of(file)] as const)));
  const project: Project = {
    folder,
    run: (args, env) => runNode([cli, ...args], { cwd: folder, ...(env && { env }) }),
    quick: async (args) => JSON.parse(await driver().ask(JSON.stringify({ folder, args }))) as Ended,
    read: (path) => readFile(at(path), "utf8"),
    write: async (path, text) => {
      await mkdir(dirname(at(path)), { recursive: true });
      await writeFile(at(path), text);
    },
    replace: async (path, from, to) => {
      const text = await project.read(path);
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
      await project.write(
        path,
        text.replace(from, () => to),
      );
    },
    tree: (path = ".") =>
      each(path, (file) => readlink(at(file)).then((target) => `→ ${target}`, () => project.read(file))), // prettier-ignore
    times: (path) => each(path, async (file) => (await stat(at(file))).mtimeMs),
    age: async (path) => void (await each(path, (file) => utimes(at(file), longAgo, longAgo))),
  };
  return project;
}
