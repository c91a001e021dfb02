// The files of a new project, from `templates/init/`. Paths are those within its folder.
import { inValueCase } from "../names.js";
import { readInitTemplate } from "../templates.js";
import type { ProjectNames } from "./names.js";
import type { PackageWants } from "./package-json.js";

export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** The style of an API: actions by their names, or methods and paths. */
export type ApiStyle = "rpc" | "rest";
export const apiStyles: readonly ApiStyle[] = ["rpc", "rest"];

export const configPath = "actionwright.config.yaml";

/** Where the spec of a project is. */
export function specFolder({ id }: ProjectNames): string {
  return `spec/${id}`;
}

/** What a project is made with: the tool, and the compiler that builds its packages. */
export function packageWants(toolVersion: string): PackageWants {
  return {
    scripts: {
      validate: "actionwright validate",
      generate: "actionwright generate",
      check: "actionwright generate --check",
      diff: "actionwright diff",
    },
    devDependencies: { actionwright: `^${toolVersion}`, typescript: ">=5.8" },
  };
}

/** What npm and the builds of packages leave behind. */
export const gitignore: ProjectFile = { path: ".gitignore", text: "node_modules\ndist/\nsite/\n*.tgz\n" };

/** A config with one target. */
export async function configFile({ id, client }: ProjectNames, overlays: readonly string[]): Promise<ProjectFile> {
  const list = overlays.length === 0 ? "" : `    overlays: [${overlays.join(", ")}]\n`;
  return { path: configPath, text: await readInitTemplate("config.yaml", { id, client, overlays: list }) };
}

/** A small spec with a tagged union, to be edited. */
export async function starterSpec(names: ProjectNames, style: ApiStyle): Promise<readonly ProjectFile[]> {
  const { id, title } = names;
  const isRpc = style === "rpc";
  const rpc = 'binding:\n  rpc: { method: POST, path: "/{action}" } # every action is a POST to an address with its name\n';
  const env = inValueCase(id, "SCREAMING_SNAKE_CASE");
  const actions = (await readInitTemplate(`actions-${style}.yaml`, {})).trimEnd();
  return [
    { path: `${specFolder(names)}/api.yaml`, text: await readInitTemplate("api.yaml", { id, title, env, binding: isRpc ? rpc : "" }) },
    { path: `${specFolder(names)}/orders.yaml`, text: await readInitTemplate("orders.yaml", { suffix: isRpc ? "Action" : "Request", actions }) },
  ];
} // prettier-ignore

/** A place for what is to be otherwise than in an imported spec, whose API has this title. */
export async function overlayFile({ id }: ProjectNames, title: string): Promise<ProjectFile> {
  return { path: `spec/${id}.overlay.yaml`, text: await readInitTemplate("overlay.yaml", { title: yamlText(title) }) };
}

/** Text of others as a scalar on one line; what cannot be seen is an escape. */
export function yamlText(text: string): string {
  const unseen = /(?! )[\p{C}\p{Z}]/gu;
  return JSON.stringify(text).replace(unseen, (char) =>
    char.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  );
} // prettier-ignore
