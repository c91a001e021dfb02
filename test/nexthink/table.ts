// What Nexthink is asked and what it answers, as data: the server plays it, the program asks it, the test compares. Written by
// hand from the reference of the API and not from the spec, so that a mistake there shows.
import type { Json } from "../hub/table.js";

export type { Json };

export interface Row {
  /** Sent along as `x-row`, where the request alone does not tell which row it is: of those that are computed. */
  readonly mark?: string;
  readonly action: string;
  /** What the action asks for; JSON, if absent. */
  readonly accept?: string;
  /** The headers that are parameters, as they arrive; the `source` of the request, if absent. */
  readonly headers?: { readonly [name: string]: string };
  /** The fields, as in code. */
  readonly request: { readonly [field: string]: Json };
  /** The first line of the HTTP request, percent-encoded. */
  readonly line: string;
  /** The body that arrives; none, if absent. */
  readonly sent?: Json;
  /** Of the call's options: how much of the request is checked. */
  readonly requests?: "structure";
  readonly status: number;
  /** The answer, sent as JSON; without it and `raw` there is no body. */
  readonly body?: Json;
  /** The answer as text, in place of `body`, with its content type. */
  readonly raw?: { readonly type?: string; readonly text: string };
  /** What code sees of a success, where it is not the body. */
  readonly output?: Json;
  /** The success cannot be understood: the error's `code`. */
  readonly undecodable?: string;
  /** The success does not fit its type, and is given as it is: where, and what is wrong. */
  readonly mismatches?: readonly string[];
  /** The failure is none that the API declares, or its body is not of the declared type. */
  readonly undeclared?: true;
}

export const device = "3f0c5a52-9d0e-4b6b-8a44-5c1f6e2d7b90";
const uid = "AB0C5A52-9D0E-4B6B-8A44-5C1F6E2D7B9F";
const sid = "S-1-5-21-1004336348-1177238915-682003330-1104";
const workflow = "8d4f1c9e-2b7a-4e35-9c60-1f5a7d3b2e84";
const execution = "0a6f3d58-71c2-4d9b-b8e4-9f25c3a01d67";

const executeV1 = { action: "workflows_Execute", line: "POST /api/v1/workflows/execute" };
const executeV2 = { action: "workflows_ExecuteExternalIds", line: "POST /api/v2/workflows/execute" };
const list = { action: "workflows_List" };
const get = { action: "workflows_Get" };
const trigger = { action: "workflows_TriggerThinklet" };
const triggerLine = `POST /api/v1/workflows/workflows/${workflow}/execution/${execution}/trigger`;

const receipt = { requestUuid: "b7e2d0a4-6c1f-4f3d-8e59-20a9c4d71b36", executionsUuids: [execution] };
const odd = 'Grünes Haus \u{1F331} "4" </script>\u2028';

/** Keys that JavaScript gives a meaning to are names like any others. */
const oddKeys = JSON.parse('{"__proto__":"p","constructor":"c","toString":"t","":"empty","a.b":"ab"}') as {
  readonly [key: string]: Json;
};

const answers: readonly Row[] = [
  {
    ...executeV1,
    request: { workflowId: "#all", devices: [device], users: [sid, "0"], params: { a: "1" }, source: "ServiceDesk" },
    sent: { workflowId: "#all", devices: [device], users: [sid, "0"], params: { a: "1" } },
    status: 200,
    body: { ...receipt, acceptedBy: "a field of a newer server" },
  },
  {
    // The list that was left out is sent empty.
    ...executeV1,
    request: { workflowId: "#devices_alone", devices: [device] },
    sent: { workflowId: "#devices_alone", devices: [device], users: [] },
    status: 200,
    body: receipt,
  },
  {
    ...executeV1,
    request: { workflowId: "#users_alone", users: [sid] },
    sent: { workflowId: "#users_alone", devices: [], users: [sid] },
    status: 202,
    body: receipt,
  },
  {
    ...executeV1,
    request: { workflowId: odd, devices: [device], users: [], params: oddKeys, source: "Büro, 2. Stock" },
    sent: { workflowId: odd, devices: [device], users: [], params: oddKeys },
    status: 200,
    body: receipt,
  },
  {
    ...executeV1,
    request: { workflowId: "#no_receipt", devices: [device] },
    sent: { workflowId: "#no_receipt", devices: [device], users: [] },
    status: 200,
    body: { executionsUuids: null, requestUuid: 7 },
    mismatches: ["requestUuid type", "executionsUuids type"],
  },
  {
    ...executeV1,
    request: { workflowId: "#empty", devices: [device] },
    sent: { workflowId: "#empty", devices: [device], users: [] },
    status: 200,
    raw: { text: "" },
    undecodable: "empty_body",
  },

  {
    ...executeV2,
    request: {
      workflowId: "#all",
      devices: [{ name: "LAPTOP-4711" }, { uid }, { collectorUid: device }, { name: odd, uid, collectorUid: device }],
      users: [{ uid }, { upn: "ada@example.com" }, { sid }, { uid, upn: "a.b+c@d-e.org", sid: "0" }],
      params: {},
      source: "ServiceDesk",
    },
    sent: {
      workflowId: "#all",
      devices: [{ name: "LAPTOP-4711" }, { uid }, { collectorUid: device }, { name: odd, uid, collectorUid: device }],
      users: [{ uid }, { upn: "ada@example.com" }, { sid }, { uid, upn: "a.b+c@d-e.org", sid: "0" }],
      params: {},
    },
    status: 200,
    body: receipt,
  },
  {
    ...executeV2,
    request: { workflowId: "#devices_alone", devices: [{ name: "LAPTOP-4711" }] },
    sent: { workflowId: "#devices_alone", devices: [{ name: "LAPTOP-4711" }], users: [] },
    status: 200,
    body: receipt,
  },
  {
    ...executeV2,
    request: { workflowId: "#users_alone", users: [{ upn: "ada@example.com" }] },
    sent: { workflowId: "#users_alone", devices: [], users: [{ upn: "ada@example.com" }] },
    status: 200,
    body: receipt,
  },

  {
    ...trigger,
    request: {
      workflowUuid: workflow,
      executionUuid: execution,
      parameters: { approved: "yes", ...oddKeys },
      source: "Desk",
    },
    line: triggerLine,
    sent: { parameters: { approved: "yes", ...oddKeys } },
    status: 200,
    body: [{ requestUuid: "not a UUID" }, { requestUuid: "r_2", at: "now" }],
  },
  {
    ...trigger,
    request: { workflowUuid: workflow.toUpperCase(), executionUuid: execution },
    line: `POST /api/v1/workflows/workflows/${workflow.toUpperCase()}/execution/${execution}/trigger`,
    sent: {},
    status: 200,
    body: [],
  },
  {
    // What is no UUID is sent as one segment nevertheless, where the user has it so.
    ...trigger,
    request: { workflowUuid: "../a b/c?d=e&f#g%41+ü\u{1F331}", executionUuid: "...;:@$," },
    requests: "structure",
    line: "POST /api/v1/workflows/workflows/..%2Fa%20b%2Fc%3Fd%3De%26f%23g%2541%2B%C3%BC%F0%9F%8C%B1/execution/...%3B%3A%40%24%2C/trigger",
    sent: {},
    status: 200,
    body: [{ requestUuid: "r_3" }],
  },

  {
    ...list,
    request: { dependency: "DEVICE", triggerMethod: "API", fetchOnlyActiveWorkflows: true, source: "Desk" },
    line: "GET /api/v1/workflows?dependency=DEVICE&triggerMethod=API&fetchOnlyActiveWorkflows=true",
    status: 200,
    body: [
      {
        id: "#restart_spooler",
        uuid: workflow,
        name: odd,
        description: "",
        status: "ACTIVE",
        lastUpdateTime: "2026-06-30T09:15:00Z",
        triggerMethods: { apiEnabled: true, manualEnabled: false },
        versions: [{ version: 1, status: "ACTIVE" }],
      },
      { id: "#bare", uuid: "u", name: "n", status: "INACTIVE" },
    ],
  },
  {
    ...list,
    request: { dependency: "USER", triggerMethod: "MANUAL", fetchOnlyActiveWorkflows: false },
    line: "GET /api/v1/workflows?dependency=USER&triggerMethod=MANUAL&fetchOnlyActiveWorkflows=false",
    status: 200,
    body: [{ id: "#paused", uuid: "u", name: "n", status: "PAUSED", lastUpdateTime: "yesterday", owner: null }],
  },
  {
    // `null` stands for an absent field, and is read as one; but it is a value of arbitrary JSON.
    ...list,
    request: { dependency: "USER_AND_DEVICE", triggerMethod: "MANUAL_MULTIPLE" },
    line: "GET /api/v1/workflows?dependency=USER_AND_DEVICE&triggerMethod=MANUAL_MULTIPLE",
    status: 200,
    body: [
      {
        id: "#nulls",
        uuid: "u",
        name: "n",
        description: null,
        status: null,
        lastUpdateTime: null,
        triggerMethods: null,
        versions: [null, 1, "two", [{}], { "": [] }],
      },
      { id: "#null_versions", uuid: "u", name: "n", triggerMethods: ["API", { SCHEDULER: null }], versions: null },
      { id: "#text", uuid: "u", name: "n", triggerMethods: "API", versions: [] },
    ],
    output: [
      { id: "#nulls", uuid: "u", name: "n", triggerMethods: null, versions: [null, 1, "two", [{}], { "": [] }] },
      { id: "#null_versions", uuid: "u", name: "n", triggerMethods: ["API", { SCHEDULER: null }] },
      { id: "#text", uuid: "u", name: "n", triggerMethods: "API", versions: [] },
    ],
  },
  {
    ...list,
    request: { dependency: "NONE", triggerMethod: "SCHEDULER", fetchOnlyActiveWorkflows: true },
    line: "GET /api/v1/workflows?dependency=NONE&triggerMethod=SCHEDULER&fetchOnlyActiveWorkflows=true",
    status: 200,
    body: [],
  },
  {
    ...list,
    request: { dependency: "NONE", triggerMethod: "SCHEDULER" },
    line: "GET /api/v1/workflows?dependency=NONE&triggerMethod=SCHEDULER",
    status: 200,
    body: { workflows: [] },
    mismatches: [" type"],
  },
  {
    ...list,
    request: { dependency: "NONE", triggerMethod: "API" },
    line: "GET /api/v1/workflows?dependency=NONE&triggerMethod=API",
    status: 200,
    raw: { type: "text/html", text: "<title>Sign in to the proxy</title>" },
    undecodable: "content_type",
  },

  {
    ...get,
    request: { nqlId: "#reset_profile" },
    line: "GET /api/v1/workflows/details?nqlId=%23reset_profile",
    status: 200,
    body: [
      {
        id: "#reset_profile",
        uuid: workflow,
        name: "Reset the profile",
        description: "Gives a user a fresh profile.",
        status: "INACTIVE",
        lastUpdateTime: "2026-07-04T13:40:12.250Z",
        triggerMethods: 7,
        versions: [{ version: 2, status: "INACTIVE" }],
      },
      { id: "#active", uuid: "u", name: "n", status: "ACTIVE" },
      { id: "#bare", uuid: "u", name: "n" },
    ],
  },
  {
    ...get,
    request: { nqlId: "#a b&nqlId=c+d/?%25ü\u{1F331}", source: "Desk" },
    line: "GET /api/v1/workflows/details?nqlId=%23a%20b%26nqlId%3Dc%2Bd%2F%3F%2525%C3%BC%F0%9F%8C%B1",
    status: 200,
    body: [{ id: "#odd", uuid: "u", name: "n", status: "DRAFT" }],
  },
  {
    ...get,
    request: { nqlId: "#wrong" },
    line: "GET /api/v1/workflows/details?nqlId=%23wrong",
    status: 200,
    body: [{ id: "", uuid: "u", name: 1, status: 2, lastUpdateTime: {}, versions: "none" }],
    mismatches: ["0.name type", "0.status type", "0.lastUpdateTime type", "0.versions type"],
  },
];

/** Of several successes, one that only a newer server has. */
const newerSuccesses: readonly Row[] = [
  {
    action: "nql_Status",
    request: { exportId: "newer" },
    line: "GET /api/v1/nql/status/newer",
    status: 203,
    body: { status: "COMPLETED", share: 0.5 },
    output: { outcome: "$unknown", status: 203, raw: { status: "COMPLETED", share: 0.5 } },
  },
];

/** A request of each action that nothing else is like: the failures are told apart by it. */
const plain = (action: string, mark: string): Pick<Row, "action" | "request" | "line" | "sent"> => {
  switch (action) {
    case "workflows_Execute": {
      const request = { workflowId: mark, devices: [device], users: [] };
      return { ...executeV1, request, sent: request };
    }
    case "workflows_ExecuteExternalIds": {
      const request = { workflowId: mark, devices: [{ name: mark }], users: [] };
      return { ...executeV2, request, sent: request };
    }
    case "workflows_TriggerThinklet": {
      const request = { workflowUuid: workflow, executionUuid: execution, parameters: { mark } };
      return { ...trigger, request, line: triggerLine, sent: { parameters: { mark } } };
    }
    case "workflows_List": {
      const request = { dependency: "USER", triggerMethod: "API", source: mark };
      return { ...list, request, line: "GET /api/v1/workflows?dependency=USER&triggerMethod=API" };
    }
    default: {
      const line = `GET /api/v1/workflows/details?nqlId=${mark}`;
      return { ...get, request: { nqlId: mark }, line };
    }
  }
};

const all = [executeV1, executeV2, trigger, list, get].map(({ action }) => action);

const failures: readonly Row[] = [
  ...all.map((action) => ({
    ...plain(action, "refused"),
    status: 400,
    body: { code: "invalid_request", details: 'There is no workflow "refused" <b>', hint: "of a newer server" },
  })),
  // The token is refused twice: the one that the client had, and the one that it got in its place.
  ...all.map((action) => ({ ...plain(action, "unauthorized"), status: 401 })),
  ...all.map((action) => ({
    ...plain(action, "forbidden"),
    status: 403,
    body: { code: "missing_permission", details: "The credentials may not do that." },
  })),
  { ...plain("workflows_Get", "challenge"), status: 401, body: { error: "invalid_token" } },
  { ...plain("workflows_Get", "other_body"), status: 403, body: { message: "no" }, undeclared: true },
  {
    ...plain("workflows_List", "page"),
    status: 403,
    raw: { type: "text/html", text: "<h1>Forbidden by a proxy</h1>" },
    undeclared: true,
  },
  { ...plain("workflows_Get", "missing"), status: 404, body: { code: "none", details: "none" }, undeclared: true },
  { ...plain("workflows_Execute", "conflict"), status: 409, undeclared: true },
  { ...plain("workflows_Execute", "broken"), status: 500, raw: { text: "Internal error" }, undeclared: true },
];

export const table: readonly Row[] = [...answers, ...newerSuccesses, ...failures];
