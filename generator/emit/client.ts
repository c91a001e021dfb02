// The core client → `src/client.ts`: its options, the class with the facts of the API, and what users name of the runtime.
import {
  pure,
  table,
  type ExportStatement,
  type FunctionStatement,
  type InterfaceStatement,
  type Member,
  type Piece,
} from "../code/build.js";
import type { SourceDraft } from "../code/draft.js";
import { createFile, runtime, runtimeType, type CodeFile } from "../code/file.js";
import type { Scope } from "../code/scope.js";
import { member, str } from "../code/text.js";
import type { Model, RpcBinding, ServerVariable } from "../model.js";
import { coreName, type Named } from "../target.js";
import { addressText, authMembers, isOptional, optionsNames, schemesOf } from "./auth.js";
import { fromEnvFunction } from "./env.js";
import { errorTable } from "./module/errors.js";
import { oursDoc } from "./module/docs.js";

export function emitClient(scope: Scope, target: Named): SourceDraft {
  const file = createFile("client", scope);
  return file.done([
    [optionsInterface(file, target)],
    classPiece(file, target),
    [factsFunction(file)],
    [fromEnvFunction(file, target)],
    ...exchangePieces(file),
    runtimeExports(scope),
  ]);
}

function optionsInterface(file: CodeFile, target: Named): InterfaceStatement {
  const { auth, servers } = file.scope.model;
  const schemes = schemesOf(auth).map(({ kind }) => file.use(runtimeType(optionsNames[kind])));
  return {
    kind: "interface",
    name: `${coreName(target)}Options`,
    extends: [
      file.use(runtimeType("ClientOptions")),
      ...schemes.map((options) => (isOptional(auth) ? `${file.use(runtimeType("PartialOf"))}<${options}>` : options)),
    ],
    members: servers[0]?.variables.map(variableMember) ?? [],
    doc: oursDoc(`What a {@link ${coreName(target)}} can be given.`),
  };
}

function variableMember(variable: ServerVariable): Member {
  const values = variable.values.map(str);
  const open = variable.open || values.length === 0 ? [values.length === 0 ? "string" : "(string & {})"] : [];
  const fallback = variable.default === undefined ? [] : [`Default: \`${variable.default}\`.`];
  return {
    name: member(variable.property),
    type: [...values, ...open, "undefined"].join(" | "),
    optional: true,
    doc: { parts: [variable.docs ?? "A part of the address.", ...fallback, "Not needed beside `baseUrl`."], tags: [] },
  };
}

function classPiece(file: CodeFile, target: Named): Piece {
  const { title } = file.scope.model;
  return [
    {
      kind: "class",
      name: coreName(target),
      extends: file.use(runtime("Client")),
      typeArguments: `<${coreName(target)}Options>`,
      properties: [],
      init: {
        parameters: [{ name: "options", type: `${coreName(target)}Options` }],
        body: `super(options, ${configText(file)});`,
      },
      statics: [],
      doc: { parts: [`A client of ${title}, with \`execute\` for every action and no method for any.`], tags: [] },
    },
  ];
}

/** All facts of the API, as the runtime's client takes them. */
function configText(file: CodeFile): string {
  const { model } = file.scope;
  const [server] = model.servers;
  return table([
    "...facts()",
    ...(server === undefined ? [] : [`server: ${addressText(server.url, server, file)}`]),
    ...authMembers(model, file),
  ]);
}

/** What there is to know of requests and answers, whoever transports them. */
function factsFunction(file: CodeFile): FunctionStatement {
  const { model } = file.scope;
  const rpc = rpcBinding(model);
  const members = [
    ...(rpc === undefined ? [] : [`rpc: ${file.use(runtime("rpc"))}(${str(rpc.method)}, ${str(rpc.path)})`]),
    ...(model.errors.length === 0 ? [] : [`errors: ${errorTable(model.errors, file)}`]),
    ...(model.requestIdHeader === undefined ? [] : [`requestIdHeader: ${str(model.requestIdHeader)}`]),
    ...(file.scope.int64 === "number" ? [] : [`json: ${file.use(runtime("exactJson"))}`]),
  ];
  return {
    kind: "function",
    name: "facts",
    exported: false,
    parameters: [],
    returns: file.use(runtimeType("ClientConfig")),
    body: `return ${table(members)};`,
  };
}

/** An action on a transport of the user's own. */
function exchangePieces(file: CodeFile): readonly Piece[] {
  const piece = (name: string, type: string, text: string): Piece => [
    {
      kind: "const",
      name,
      type: file.use(runtimeType(type)),
      value: pure(`${file.use(runtime(name))}(facts)`),
      doc: oursDoc(text),
    },
  ];
  return [
    piece("requestOf", "RequestOf", "The request that an action is, for a transport of your own."),
    piece("readOutput", "ReadOutput", "The output that an answer to an action is, for a transport of your own."),
  ];
}

function rpcBinding(model: Model): RpcBinding | undefined {
  const bindings = model.modules.flatMap((module) => module.actions.map((action) => action.binding));
  return bindings.find((binding) => binding.kind === "rpc");
}

/** Values of the runtime that users name: errors to catch, and a few functions. */
const exportedValues = [
  "AuthError", "BadRequestError", "ConfigError", "ConflictError", "ForbiddenError", "HttpError", "NotFoundError",
  "PaginationError", "PollError", "RateLimitError", "RedirectError", "RequestAbortedError", "RequestValidationError",
  "ResponseDecodeError", "RetryableError", "SdkError", "ServerError", "SizeLimitError", "TimeoutError", "TransportError",
  "UnauthorizedError", "UnexpectedVariantError", "UnprocessableEntityError", "ValidationError", "download",
  "followRedirects", "fromDate", "hints", "isErrorOf", "isSdkError", "logging", "observe", "paginate", "poll", "toDate",
  "unwrap", "upload",
]; // prettier-ignore

/** Types of the runtime that users name, or meet in a declaration file of their own. */
const exportedTypes = [
  "AbortSignalLike", "Action", "ActionClass", "AnyActionClass", "Attempted", "BareActionClass", "ByteStream", "Bytes",
  "Call", "CallMiddleware", "CallOptions", "Cases", "Client", "ClientOptions", "CommonOptions", "DateString",
  "Download", "DownloadOptions", "Duration", "EachCallOptions", "Environment", "ErrorClass", "ErrorEvent", "ErrorOf",
  "FetchLike", "Flavored", "HeaderValues", "HeadersLike", "HookEvent", "Hooks", "Issue", "ItemPages", "JsonObject",
  "JsonValue", "Known", "LogLevel", "Logger", "LoggingOptions", "Matching", "Meta", "Middleware", "MiddlewareContext",
  "MiddlewareRequest", "Model", "NoFields", "Observer", "OptionalActionClass", "OutputOf", "PageOptions", "Pages",
  "Paginator", "PlainRequest", "PlatformResponse", "PollOptions", "PollTests", "ReadOutput", "RequestOf",
  "ResponseEvent", "ResponseLike", "Result", "RetryEvent", "RetryRefused", "Runtime", "SchemaMismatch", "Secret",
  "StandardResult", "StandardSchema", "SuccessEvent", "Timestamp", "TransferOptions", "UnionModel", "Unrecognized",
  "UploadOptions", "Url", "Uuid", "Validation", "Waiter", "WithMeta",
]; // prettier-ignore

/** What users of exact integers name besides. */
const exact = { values: ["exactJson"], types: ["ExactJsonObject", "ExactJsonValue", "IntegerString", "JsonFormat"] };

function runtimeExports({ int64 }: Scope): Piece {
  const more = int64 === "number" ? { values: [], types: [] } : exact;
  return [exportOf([...exportedValues, ...more.values], false), exportOf([...exportedTypes, ...more.types], true)];
}

function exportOf(names: readonly string[], typeOnly: boolean): ExportStatement {
  return { kind: "export", from: "./runtime/index.js", typeOnly, names: names.map((name) => ({ name })) };
}
