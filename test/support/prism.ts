// Prism, a mock server of others: it serves an OpenAPI document, and refuses what does not fit it.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { repository, temporaryFolder } from "./folder.js";

export interface Prism {
  readonly url: string;
  /** What it has told so far. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
}

/** Serves a document on a free port of this machine. */
export async function startPrism(document: unknown): Promise<Prism> {
  const file = join(await temporaryFolder(), "openapi.json");
  await writeFile(file, JSON.stringify(document));
  const url = `http://127.0.0.1:${await freePort()}`;
  const command = join(repository, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
  const args = [command, "mock", "--errors", "--host", "127.0.0.1", "--port", new URL(url).port, file];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: { PATH: process.env["PATH"], NO_COLOR: "1" } }); // prettier-ignore
  let said = "";
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes("is listening on")) resolve();
      });
  });
  await Promise.race([listening, ended]);
  if (child.exitCode !== null) throw new Error(`Prism ended with ${child.exitCode}\n${said}`);
  return {
    url,
    said: () => said,
    close: () => {
      child.kill();
      return ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
