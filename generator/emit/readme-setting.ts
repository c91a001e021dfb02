// Sections of `README.md` about where a package is used: configured by an environment, extended, on another transport, in
// tests.
import { key, literal, str, type CodeValue } from "../code/text.js";
import type { Action } from "../model.js";
import type { Scope } from "../code/scope.js";
import type { Target } from "../target.js";
import { environmentNames } from "./env.js";
import { sampleValue } from "./sample.js";
import {
  actionCall,
  codeBlock,
  importLine,
  isEmpty,
  methodCall,
  placeText,
  type Context,
  type FindShown,
  type OwnedAction,
  type Shown,
} from "./shown.js";

/** What `fromEnv` reads. */
export function environmentText({ model }: Scope, { client, package: { name } }: Target): string {
  const names = Object.values(environmentNames(model)).map((variable) => `\`${variable}\``);
  const place = placeText(model.servers[0]).join(", ");
  const code = `${importLine(["fromEnv"], name)}\n\nconst configured = fromEnv(${client}, { ${place} });`;
  return [
    `A client reads nothing from the environment by itself. \`fromEnv\` makes one of what is in ${names.join(", ")}; what you give it besides counts first, and an empty variable is none:`,
    codeBlock(code),
    `Where the variables are not the process's own, as in many workers, they are the third argument: \`fromEnv(${client}, {}, env)\`.`,
  ].join("\n\n");
}

/** A call with options of its own. */
export function limitsCode(first: Shown | undefined): string {
  return [
    "const controller = new AbortController();",
    `const options = { deadlineMs: 10_000, signal: controller.signal };`,
    ...(first === undefined
      ? []
      : [
          `const attempted = await client.tryExecute(${actionCall(first)}, options);`,
          "if (attempted.ok) console.log(attempted.data, attempted.meta.requestId);",
          "else console.error(attempted.error.message, attempted.error.retryRefused);",
        ]),
  ].join("\n");
}

/** What reads pages and waits for work where the spec does not say how: of what has no section of its own. */
export function seriesSection({ pages, work }: { readonly pages: string; readonly work: string }): string {
  const sentences = [
    pages === "" &&
      "`paginate(client, action, { next })` reads an answer page by page, where `next` makes of a page the fields that ask for the one after it.",
    work === "" &&
      "`poll(client, action, { until })` calls again and again until `until` says of an output that the work is done.",
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? "" : `## Calls that follow each other\n\n${sentences.join(" ")}`;
}

export function subclassCode({ client, package: { name } }: Target): string {
  const types = ["Action", "Call", "CallOptions", "OutputOf"].map((type) => `type ${type}`).join(", ");
  return [
    `import { ${types} } from ${str(name)};`,
    "",
    `class Traced extends ${client} {`,
    "override execute<A extends Action<unknown>>(action: A, options?: CallOptions): Call<OutputOf<A>> {",
    'return super.execute(action, { ...options, headers: { "x-trace": "1", ...options?.headers } });',
    "}\n}",
  ].join("\n");
}

/** An action without a client. */
export function transportSection(first: Shown | undefined, target: Target): string {
  if (first === undefined) return "";
  const code = [
    importLine(["readOutput", "requestOf"], target.package.name),
    "",
    `const action = ${actionCall(first)};`,
    "const { method, path, headers, body } = requestOf(action);",
    'const response = await fetch("https://api.example.com" + path, { method, headers, body: body ?? null });',
    "const received = await readOutput(action, response);",
  ];
  return [
    "## Your own transport",
    "Actions and models need no client. `JSON.stringify(action)` is the body of its request, `requestOf` the whole request but for the address and the credentials, and `readOutput` makes the output of the answer, or the error that it is:",
    codeBlock(code.join("\n")),
    "Where the answer is no `Response`, give what has its `status`, `ok`, `statusText`, `headers` and `text()`.",
  ].join("\n\n");
}

/** A test of a program that uses the package. */
export function testingSection(find: FindShown, { scope, target }: Context): string {
  const outputOf = ({ outputs: [only, other] }: Action): CodeValue | undefined =>
    only === undefined || other !== undefined ? undefined : sampleValue(only.slot.type, scope);
  const isShort = ({ action }: OwnedAction): boolean => action.effect === "read" && outputOf(action) !== undefined;
  const shown = find(isShort, ({ input }) => !isEmpty(input)) ?? find(isShort);
  const output = shown && outputOf(shown.action);
  if (shown === undefined || output === undefined) return "";
  const code = [
    importLine(["expect", "test"], "vitest"),
    importLine(["createMockClient", "fail", "inOrder"], `${target.package.name}/testing`),
    "",
    'test("asks again when the API is overloaded", async () => {',
    `const mock = createMockClient({ ${key(shown.action.name)}: inOrder(fail(503), ${literal(output)}) });`,
    `expect(await mock.${methodCall(shown)}).toEqual(${literal(output)});`,
    "expect(mock.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);",
    "});",
  ];
  return [
    "## Tests of yours",
    `\`${target.package.name}/testing\` has a mock of the client: the real one, with answers in place of the network. Input is checked, written and read again, answers are written and read, failures are retried, and nobody waits for it:`,
    codeBlock(code.join("\n")),
    "An answer is an output, `fail(status, error)`, `networkError(code)`, `reply({ status, headers, json })` for anything else, or a function of the input that gives one of these. Its second argument has the request and `delay(ms)`, by which time limits strike. `calls` and `callsOf(class)` have what was sent. An action without an answer rejects with a `MockError` that names it. `mockClientOf` takes a class of your own.",
    `Jest takes the package with \`node --experimental-vm-modules\`, or has Babel make CommonJS of it with \`transformIgnorePatterns: ["/node_modules/(?!${target.package.name}/)"]\`. The mock needs no \`fetch\`, which Jest's jsdom does not have.`,
  ].join("\n\n");
}
