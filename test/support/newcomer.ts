// The shell of somebody who has Node, npm and this tool, as it is packed, and an empty folder. No network.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { delimiter, join } from "node:path";
import { repository, temporaryFolder } from "./folder.js";
import type { Shell } from "./literate.js";
import { run } from "./process.js";

/** The pages that are run as they are read, from the root of the repository. */
export const pages: readonly string[] = ["README.md", "docs/spec-language.md", "docs/tutorial.md"];

/** A page whose ports, 48150 to 48159, are others, which nobody uses: more than one may be run at a time. */
export async function withFreePorts(markdown: string): Promise<string> {
  const named = [...new Set(markdown.match(/\b4815\d\b/g))];
  const servers = await Promise.all(named.map(() => listen()));
  const ports = servers.map((server) => String((server.address() as AddressInfo).port));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return named.reduce((text, port, index) => text.replaceAll(port, ports[index] ?? port), markdown);
}

function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => resolve(server));
  });
}

/** The tarball of this repository's own package, made into a new folder. */
export async function packTool(): Promise<string> {
  const folder = await temporaryFolder();
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { code, stdout, stderr } = await run("npm", args, { cwd: repository });
  if (code !== 0) throw new Error(stderr);
  const [{ filename }] = JSON.parse(stdout) as readonly [{ readonly filename: string }];
  return join(folder, filename);
}

/** `npx` of what is installed: in this folder or in one above. It becomes the program, so that a job of the shell is that. */
const npx = `#!/bin/sh
folder=$PWD
until [ -x "$folder/node_modules/.bin/$1" ]; do
  if [ "$folder" = / ]; then
    echo "npx: no $1 is installed here" >&2
    exit 1
  fi
  folder=$(dirname "$folder")
done
program=$folder/node_modules/.bin/$1
shift
exec "$program" "$@"
`;

/** An empty folder, and an environment in which the tool can be installed from its tarball. */
export async function newcomer(tarball: string): Promise<Shell> {
  const root = await temporaryFolder();
  const at = (name: string): string => join(root, name);
  for (const folder of ["bin", "home", "logs", "page"]) mkdirSync(at(folder));
  const npm = `#!/bin/sh\nexec "${process.execPath}" "${join(repository, "test/support/npm.mjs")}" "$@"\n`;
  for (const [program, text] of Object.entries({ npm, npx })) {
    writeFileSync(at(`bin/${program}`), text);
    chmodSync(at(`bin/${program}`), 0o755);
  }
  const path = process.env["PATH"] ?? "";
  return {
    folder: at("page"),
    env: {
      PATH: `${at("bin")}${delimiter}${path}`,
      HOME: at("home"),
      LANG: "C.UTF-8",
      NO_COLOR: "1",
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_update_notifier: "false",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "Somebody",
      GIT_AUTHOR_EMAIL: "somebody@example.com",
      GIT_COMMITTER_NAME: "Somebody",
      GIT_COMMITTER_EMAIL: "somebody@example.com",
      PAGE_TOOL: tarball,
      PAGE_MODULES: join(repository, "node_modules"),
      PAGE_PATH: path,
      PAGE_LOGS: at("logs"),
    },
  };
}
