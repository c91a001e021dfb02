// The variables of the environment that the options of a client are read from, and the function that reads them.
import { type FunctionStatement } from "../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../code/file.js";
import { literal } from "../code/text.js";
import type { Model } from "../model.js";
import { inValueCase } from "../names.js";
import { coreName, type Named } from "../target.js";
import { schemesOf, type Scheme } from "./auth.js";

/** Each option that is a text, with its variable: as the spec says, or the API's id and the option's name. */
export function environmentNames({ id, servers: [server], auth }: Model): Readonly<Record<string, string>> {
  const variables = server?.variables.map(({ property }) => property) ?? [];
  const options = ["baseUrl", ...variables, ...schemesOf(auth).flatMap((scheme) => schemeOptions[scheme.kind])];
  const derived = options.map((option) => [option, screaming(`${screaming(id)}_${screaming(option)}`)] as const);
  return Object.fromEntries([...derived, ...schemesOf(auth).flatMap(declaredNames)]);
}

function screaming(name: string): string {
  return inValueCase(name, "SCREAMING_SNAKE_CASE");
}

const schemeOptions: Readonly<Record<Scheme["kind"], readonly string[]>> = {
  bearer: ["token"],
  basic: ["username", "password"],
  apiKey: ["apiKey"],
  oauth2ClientCredentials: ["clientId", "clientSecret", "tokenUrl"],
};

function declaredNames(scheme: Scheme): readonly (readonly [option: string, name: string])[] {
  const { kind, env } = scheme;
  if (env === undefined) return [];
  return typeof env === "string" ? [[kind === "bearer" ? "token" : "apiKey", env]] : Object.entries(env);
}

export function fromEnvFunction(file: CodeFile, target: Named): FunctionStatement {
  const options = `${coreName(target)}Options`;
  const names = environmentNames(file.scope.model);
  const list = Object.entries(names).map(([option, name]) => `- \`${name}\`: \`${option}\``);
  return {
    kind: "function",
    name: "fromEnv",
    exported: true,
    typeParameters: ["C"],
    parameters: [
      { name: "client", type: `new (options: ${options}) => C` },
      { name: "options", type: `${file.use(runtimeType("PartialOf"))}<${options}>`, optional: true },
      { name: "env", type: file.use(runtimeType("Environment")), optional: true },
    ],
    returns: "C",
    body: `return ${file.use(runtime("fromEnvironment"))}(client, { names: ${literal(names)}, options, env });`,
    doc: {
      parts: [
        "Makes a client of a class with what the environment has of its options. What is given counts before it, and a variable that is empty is none. `env` is that of the process, where there is one.",
        list.join("\n"),
      ],
      tags: [],
    },
  };
}
