// Workflows for GitHub, from `templates/init/github/`.
import { readInitTemplate } from "../templates.js";
import { yamlText, type ProjectFile } from "./files.js";

/** What a workflow has to know of a package. Paths are those within the repository. */
export interface WorkflowTarget {
  readonly name: string;
  readonly spec: string;
  readonly out: string;
  /** Of the documents that the spec is imported from; none: it was written by hand. */
  readonly documents: readonly string[];
}

/** Checks of pull requests, publishing on a release, and the import of each spec that comes from a vendor. */
export async function githubWorkflows(targets: readonly WorkflowTarget[]): Promise<readonly ProjectFile[]> {
  const imported = targets.filter(({ documents }) => documents.length > 0);
  const packages = targets.map(({ out }) => `          - ${yamlText(out)}`).join("\n");
  const publish = "actionwright-publish.yml";
  return [
    { path: inWorkflows("actionwright-check.yml"), text: await readInitTemplate("github/check.yml", {}) },
    { path: inWorkflows(publish), text: await readInitTemplate("github/publish.yml", { packages, file: publish }) },
    ...(await Promise.all(imported.map(importWorkflow))),
  ];
}

async function importWorkflow({ name, spec, documents }: WorkflowTarget): Promise<ProjectFile> {
  const lines = plainNames(documents).map((document) => `    ${document} ${vendorAddress}${document}`);
  const values = { target: name, spec: yamlText(spec), documents: lines.join("\n"), placeholder: vendorAddress };
  return { path: importPath(name), text: await readInitTemplate("github/import.yml", values) }; // prettier-ignore
}

/** The workflow that imports the spec of a target. */
export function importPath(name: string): string {
  return inWorkflows(`actionwright-import-${name}.yml`);
}

/** To be replaced by its user; until then the workflow says so, and fetches nothing. */
const vendorAddress = "https://vendor.example.com/";

function inWorkflows(file: string): string {
  return `.github/workflows/${file}`;
}

/** The names of documents as words of a shell and of an address, each once, since they are fetched into one folder. */
function plainNames(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => path.slice(path.lastIndexOf("/") + 1).replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "openapi.json"); // prettier-ignore
  return names.map((name, index) => (names.indexOf(name) === index ? name : `${index + 1}-${name}`));
}
