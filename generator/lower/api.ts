// `api.yaml`: identity, servers and auth schemes.
import type { Report } from "../diagnostics.js";
import type { AuthScheme, Model, RpcBinding, Server, ServerVariable } from "../model.js";
import { camelCase, shown } from "../names.js";
import { choiceOf, entriesOf, get, isTrue, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import { extended, nodeOf } from "./context.js";

export type ApiParts = Pick<
  Model,
  "id" | "origin" | "extensions" | "title" | "version" | "versioning" | "docs" | "servers" | "auth" | "requestIdHeader"
>;

export function lowerApi(root: SourceNode): ApiParts {
  const api = get(root, "api");
  return {
    ...nodeOf(textOf(get(api, "id")) ?? "", api?.origin ?? root.origin, api),
    ...extended(get(root, "defaults"), root, api),
    title: textOf(get(api, "title")) ?? "",
    version: textOf(get(api, "version")) ?? "",
    versioning: choiceOf(get(api, "versioning"), ["semver", "calver", "none"]) ?? "semver",
    docs: textOf(get(api, "docs")),
    servers: itemsOf(get(root, "servers")).map(lowerServer),
    auth: entriesOf(get(root, "auth")).flatMap(lowerScheme),
    requestIdHeader: textOf(get(root, "requestIdHeader")),
  };
}

/** The binding of actions without an `http` of their own. */
export function lowerRpcBinding(root: SourceNode, report: Report): RpcBinding | undefined {
  const binding = get(root, "binding");
  const rpc = get(binding, "rpc");
  const written = get(rpc, "path");
  const path = textOf(written);
  if (written && path?.startsWith("/") && !path.includes("{action}"))
    report("AW2157", written.origin, { path: shown(path) });
  if (path === undefined) return undefined;
  return { kind: "rpc", method: textOf(get(rpc, "method")) ?? "POST", path, ...extended(binding, rpc) };
}

function lowerServer(node: SourceNode): Server {
  const variables = entriesOf(get(node, "variables")).map(lowerVariable);
  return {
    url: textOf(get(node, "url")) ?? "",
    docs: textOf(get(node, "docs")),
    variables,
    ...extended(node),
    origin: get(node, "url")?.origin ?? node.origin,
  };
}

function lowerVariable({ key, keyOrigin, value }: SourceEntry): ServerVariable {
  return {
    name: key,
    property: camelCase(key),
    docs: textOf(get(value, "docs")),
    values: itemsOf(get(value, "enum")).flatMap((item) => textOf(item) ?? []),
    open: isTrue(get(value, "open")),
    default: textOf(get(value, "default")),
    ...extended(value),
    origin: keyOrigin,
  };
}

function lowerScheme({ key: name, keyOrigin: origin, value: node }: SourceEntry): readonly AuthScheme[] {
  const env = get(node, "env");
  const base = { name, origin, docs: textOf(get(node, "docs")), ...extended(node, env) };
  switch (choiceOf(get(node, "kind"), ["none", "bearer", "basic", "apiKey", "oauth2ClientCredentials"])) {
    case "none":
      return [{ ...base, kind: "none" }];
    case "bearer":
      return [{ ...base, kind: "bearer", env: textOf(env) }];
    case "basic":
      return [
        {
          ...base,
          kind: "basic",
          env: env && { username: textOf(get(env, "username")) ?? "", password: textOf(get(env, "password")) ?? "" },
        },
      ];
    case "apiKey":
      return [
        {
          ...base,
          kind: "apiKey",
          in: choiceOf(get(node, "in"), ["header", "query"]) ?? "header",
          wire: textOf(get(node, "name")) ?? "",
          env: textOf(env),
        },
      ];
    case "oauth2ClientCredentials":
      return [
        {
          ...base,
          kind: "oauth2ClientCredentials",
          tokenUrl: textOf(get(node, "tokenUrl")) ?? "",
          clientAuth: choiceOf(get(node, "clientAuth"), ["basic", "post"]) ?? "basic",
          scopes: itemsOf(get(node, "scopes")).flatMap((item) => textOf(item) ?? []),
          env: env && {
            clientId: textOf(get(env, "clientId")) ?? "",
            clientSecret: textOf(get(env, "clientSecret")) ?? "",
          },
        },
      ];
    default:
      return [];
  }
}
