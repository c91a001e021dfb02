// What a bundle of the package weighs: esbuild, minified, gzip -9.
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { kilobytes, root, say, table } from "./measure.mjs";
import { packedInto } from "./project.mjs";

const name = "@actionwright/nexigon-hub";
const core = `import { NexigonHubClient } from "${name}/client";
const client = new NexigonHubClient({ baseUrl: "https://hub.example.com", token: "t" });`;
const execute = (action) => `import * as devices from "${name}/devices";
console.log(await client.execute(new devices.${action}));`;

const programs = [
  ["the core client", `${core}\nconsole.log(client);`, ""],
  ["one action, record output", core + execute('GetDeviceDetailsAction({ deviceId: "d" })'), "7 kB"],
  ["one action, union output", core + execute('ValidateDeviceTokenAction({ jwt: "j" })'), ""],
  ["one action, constraints and a union", core + execute('SetDevicePropertyAction({ deviceId: "d", name: "n", value: 1 })'), ""],
  ["one action by `import { devices }` from the root", `import { NexigonHubClient, devices } from "${name}";
const client = new NexigonHubClient({ baseUrl: "https://hub.example.com", token: "t" });
console.log(await client.execute(new devices.GetDeviceDetailsAction({ deviceId: "d" })));`, ""],
  ["one action, and `fromEnv`", `import { fromEnv, NexigonHubClient } from "${name}/client";
const client = fromEnv(NexigonHubClient);${execute('GetDeviceDetailsAction({ deviceId: "d" })')}`, ""],
  ["one action without a client: `requestOf`, `readOutput`", `import { readOutput, requestOf } from "${name}/client";
import * as devices from "${name}/devices";
const action = new devices.GetDeviceDetailsAction({ deviceId: "d" });
const { path, ...request } = requestOf(action);
console.log(await readOutput(action, await fetch("https://hub.example.com" + path, request)));`, ""],
  ["one model: `parse`", `import { GetDeviceDetailsOutput } from "${name}/devices";
console.log(GetDeviceDetailsOutput.parse({}));`, ""],
  ["the grouped client, all actions", `import { NexigonHub } from "${name}";
const hub = new NexigonHub({ baseUrl: "https://hub.example.com", token: "t" });
console.log(await hub.devices.getDetails({ deviceId: "d" }));`, "20 kB"],
  ["every export", `import * as all from "${name}";\nconsole.log(all);`, ""],
  ["unused imports", `import { NexigonHub, devices } from "${name}"; import { SdkError } from "${name}/client";`, "0"],
]; // prettier-ignore

/** Of the API with HTTP actions and OAuth2 client credentials. */
const http = `import { NexthinkClient } from "@actionwright/nexthink/client";
import * as workflows from "@actionwright/nexthink/workflows";
const client = new NexthinkClient({ instance: "acme", region: "eu", clientId: "i", clientSecret: "s" });
console.log(await client.execute(new workflows.GetAction({ nqlId: "#w" })));`;

/** The minified text of a program. */
export async function bundle(contents, resolveDir) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
    write: false,
  });
  const { contents: bytes } = outputFiles[0];
  return { raw: bytes.length, gzip: bytes.length === 0 ? 0 : gzipSync(bytes, { level: 9 }).length };
}

/** What an action with an integer is made of, from the runtime's sources. */
function integers(names) {
  const used = `action, bearer, Client, record, ${names}`;
  return bundle(`import { ${used} } from "./index.ts";\nconsole.log(${used});`, join(root, "templates/runtime"));
}

export async function benchBundles() {
  const { folder, size } = packedInto("nexigon-hub");
  const rows = [];
  const measure = async ([what, text, limit], from) => {
    const { raw, gzip } = await bundle(text, from);
    rows.push([what, kilobytes(gzip), kilobytes(raw), limit]);
  };
  for (const program of programs) await measure(program, folder);
  await measure(["Nexthink: one HTTP action, OAuth2", http, "8 kB"], packedInto("nexthink").folder);
  const [number, bigint] = await Promise.all([integers("u64"), integers("u64Big, f64Near, exactJson")]);
  rows.push(["what `int64: bigint` adds to one action", kilobytes(bigint.gzip - number.gzip), kilobytes(bigint.raw - number.raw), ""]); // prettier-ignore
  table("bundles: esbuild, minified", ["bundle of", "gzip -9", "minified", "to reach"], rows);
  say(`The tarball has ${kilobytes(size)}.`);
}
