// A model → an OpenAPI 3.1 document. What OpenAPI has no words for is in `x-actionwright` (`note.ts`); what is said otherwise
// than the spec says it is reported.
import { uriPart } from "../doors.js";
import type { Report } from "../diagnostics.js";
import { allActions, type AuthScheme, type Json, type Model, type Module, type RpcBinding, type Server, type ServerVariable } from "../model.js"; // prettier-ignore
import { noted, type Note } from "./note.js";
import { errorResponse, responseName } from "./openapi-answer.js";
import { exportPaths, operationsOf, securityOf } from "./openapi-paths.js";
import { openApiDefinitions } from "./openapi-schema.js";
import { compact, type Schema } from "./schema.js";

export function exportOpenApi(model: Model, report: Report): Schema {
  const definitions = openApiDefinitions(model, report);
  const paths = exportPaths(model, definitions, report);
  const schemas = definitions.all();
  const responses = model.errors.map((error) => [responseName(error), errorResponse(error, definitions)] as const);
  const schemes = model.auth.filter(({ kind }) => kind !== "none");
  const components = compact({
    schemas,
    responses: responses.length === 0 ? undefined : Object.fromEntries(responses),
    securitySchemes:
      schemes.length === 0 ? undefined : Object.fromEntries(schemes.map((scheme) => [scheme.name, securityScheme(scheme, model, report)])),
  }); // prettier-ignore
  const document = compact({
    openapi: "3.1.0",
    info: compact({ title: model.title, version: model.version, description: model.docs }),
    servers: model.servers.length === 0 ? undefined : model.servers.map((server) => serverOf(server, report)),
    security: model.auth.length === 0 ? undefined : securityOf(model.auth.map(({ name }) => name), model),
    tags: model.modules.map((module) => tagOf(module, orderOf(module, paths))),
    paths,
    components,
  }); // prettier-ignore
  return noted(document, model, {
    id: model.id,
    versioning: model.versioning,
    requestIdHeader: model.requestIdHeader,
    rpc: rpcOf(model),
    none: noneOf(model),
  });
}

function tagOf(module: Module, order: Note): Schema {
  return noted(compact({ name: module.name, description: module.docs }), module, order);
}

/** The order of what is in a module, where that of the document is another: uses of generic types stand behind all others. */
function orderOf({ name: module, types, actions }: Module, paths: Schema): Note {
  const hasGeneric = types.some(({ params }) => params.length > 0);
  const names = actions.map(({ name }) => name);
  const written = operationsOf(paths).flatMap(({ operationId, tags }) => ((tags as readonly Json[])[0] === module ? [operationId as string] : [])); // prettier-ignore
  return {
    types: hasGeneric ? types.map(({ name }) => name) : undefined,
    actions: written.join() === names.join() ? undefined : names,
  };
}

/** The scheme that is none: OpenAPI has no place for its name. */
function noneOf({ auth }: Model): Schema | undefined {
  const scheme = auth.find(({ kind }) => kind === "none");
  return scheme && noted(compact({ name: scheme.name, docs: scheme.docs }), scheme);
}

/** The binding that actions have without saying so. */
function rpcOf(model: Model): Schema | undefined {
  const binding = allActions(model).find((action) => action.binding.kind === "rpc")?.binding as RpcBinding | undefined;
  return binding && noted({ method: binding.method, path: binding.path }, binding);
}

// ── Servers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function serverOf(server: Server, report: Report): Schema {
  const variables = server.variables.map((variable) => [variable.name, variableOf(variable, report)] as const);
  return noted(
    compact({
      url: server.url,
      description: server.docs,
      variables: variables.length === 0 ? undefined : Object.fromEntries(variables),
    }),
    server,
  );
}

/** Values beside the enum are taken where it is open: OpenAPI's are all that there are, so they are in the note. */
function variableOf(variable: ServerVariable, report: Report): Schema {
  const { name, values, open, default: own, docs } = variable;
  const value = standIn(variable);
  if (own === undefined) report("AW6103", variable.origin, { name, value });
  const isClosed = values.length > 0 && !open;
  return noted(compact({ enum: isClosed ? values : undefined, default: value, description: docs }), variable, {
    enum: values.length > 0 && open ? values : undefined,
    required: own === undefined || undefined,
  });
}

/** A variable needs a default in OpenAPI: without one of its own, the first of its values or its name. */
function standIn({ default: own, values: [first], name }: ServerVariable): string {
  return own ?? first ?? name;
}

// ── Security ────────────────────────────────────────────────────────────────────────────────────────────────────────

function securityScheme(scheme: AuthScheme, model: Model, report: Report): Schema {
  const description = scheme.docs;
  switch (scheme.kind) {
    case "none":
      return {};
    case "bearer":
      return noted(compact({ type: "http", scheme: "bearer", description }), scheme, { env: scheme.env });
    case "basic":
      return noted(compact({ type: "http", scheme: "basic", description }), scheme, { env: scheme.env && { ...scheme.env } }); // prettier-ignore
    case "apiKey":
      return noted(compact({ type: "apiKey", in: scheme.in, name: scheme.wire, description }), scheme, { env: scheme.env }); // prettier-ignore
    case "oauth2ClientCredentials":
      return oauthScheme(scheme, model, report);
  }
}

function oauthScheme(
  scheme: Extract<AuthScheme, { readonly kind: "oauth2ClientCredentials" }>,
  { servers: [server] }: Model,
  report: Report,
): Schema {
  const values = new Map(server?.variables.map((variable) => [variable.name, standIn(variable)]));
  const url = scheme.tokenUrl.replace(/\{([^{}]*)\}/g, (_, name: string) => uriPart(values.get(name) ?? name)); // prettier-ignore
  if (url !== scheme.tokenUrl) report("AW6104", scheme.origin, { url });
  const scopes = Object.fromEntries(scheme.scopes.map((scope) => [scope, ""]));
  const flows = { clientCredentials: { tokenUrl: url, scopes } };
  return noted(compact({ type: "oauth2", description: scheme.docs, flows }), scheme, {
    tokenUrl: url === scheme.tokenUrl ? undefined : scheme.tokenUrl,
    clientAuth: scheme.clientAuth,
    env: scheme.env && { ...scheme.env },
  });
}
