// AW61xx: what an exported document cannot say as the spec does.
import type { Entry } from "./entry.js";

export const exported = {
  AW6101: {
    severity: "info",
    title: "a generic type in an export",
    message: "`{name}` has parameters: the export has each use of it, and not the type itself",
    cause: "JSON Schema and OpenAPI have no types with parameters. Each use is written out under a name of its own.",
    fix: "Nothing needs to be done. One that is never used stands in the export as if it were used with `json`.",
    example: "types: { Page: { params: [T], record: { items: list<T> } } }",
  },
  AW6102: {
    severity: "info",
    title: "two actions that are one operation",
    message:
      "`{name}` has the method and path of `{other}`: in OpenAPI they are one operation with several media types",
    cause: "OpenAPI knows an operation by its method and path. Here, two actions differ in what they accept alone.",
    fix: "Nothing needs to be done. Each of them is in `x-actionwright` of the operation.",
    example: "rows_Export: { http: { method: GET, path: /rows, accept: text/csv }, output: text }   # beside rows_List",
  },
  AW6103: {
    severity: "info",
    title: "a server variable without a default",
    message: "the server variable `{name}` has no default, which OpenAPI demands: `{value}` stands in for it",
    cause:
      "Users of the generated package have to say what the variable is. OpenAPI has no variables without a default.",
    fix: "Give it a `default` if there is a sensible one.",
    example: 'servers: [{ url: "https://{host}", variables: { host: {} } }]',
  },
  AW6104: {
    severity: "info",
    title: "a token URL with variables",
    message: "the token URL has variables, which OpenAPI does not know: the export has `{url}`",
    cause: "The address of the authorization server speaks of the variables of the server.",
    fix: "Nothing needs to be done. The address as written is in `x-actionwright` of the scheme.",
    example: 'auth: { oauth: { kind: oauth2ClientCredentials, tokenUrl: "https://{host}/token" } }',
  },
} as const satisfies Readonly<Record<string, Entry>>;
