// What the Hub is asked and what it answers, as data: the server plays it, the program asks it, the test compares. Written by
// hand from the reference of the API and not from the spec, so that a mistake there shows.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Row {
  /** Sent along as `x-row`, where the request alone does not tell which row it is: of those that are computed. */
  readonly mark?: string;
  readonly action: string;
  readonly request: Json;
  readonly status: number;
  /** The answer; sent as JSON. */
  readonly body?: Json;
  /** The answer as text, in place of `body`, with its content type. */
  readonly raw?: { readonly type?: string; readonly text: string };
  /** What code sees of a success, where it is not the body. */
  readonly output?: Json;
  /** The success cannot be understood: the error's `code`. */
  readonly undecodable?: string;
  /** The success does not fit its type, and is given as it is: where, and what is wrong. */
  readonly mismatches?: readonly string[];
}

const device = "d_3QmTz8WkRb5NvYs7HxJcLp";
const project = "p_6XwGn2KtVd9RqBz4MfSyHj";
const node = "cluster_node_2HsVb7QzKm4XtRwNcYpJ9D";
const connection = "d_conn_8RtXw3NqLz6VbKs5HmYcJp";
const certificate = "d_c_5KvNz9TwQm2XsRb8HyJcLf";
const jwt = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ0YWJsZSJ9.c2lnbmF0dXJl";
const at = "2026-08-15T10:30:00.123456789Z";
const earlier = "2026-08-14T23:59:60+02:00";
const digest = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, "0").toUpperCase()).join(":");

const user = "u_9SxNt5VqLm8XwKs4HyJcRf";

/** Every sort of actor, and one that only a newer Hub knows. */
const actors: readonly { readonly [key: string]: Json }[] = [
  { actor: "Anonymous" },
  { actor: "System" },
  { actor: "Device", deviceId: device, tokenId: "deployment_id_7Tq" },
  { actor: "User", userId: user },
  { actor: "UserToken", userId: user, tokenId: "u_pk_4Rw" },
  { actor: "ClusterNode", nodeId: node },
  { actor: "OrganizationApiToken", organizationId: "org_5Vx", tokenId: "org_pk_8Hn" },
  { actor: "Robot", model: "R2", limbs: [{ side: "left", fingers: 3 }], $raw: { actor: "User" } },
];

/** Keys that JavaScript gives a meaning to are names like any others. */
const oddKeys = JSON.parse('{"__proto__":{"polluted":true},"constructor":"c","toString":null,"":0,"a.b":[]}') as Json;

const severities = ["Trace", "Debug", "Info", "Warning", "Error", "Critical"];

const certificateOf = (id: string, status: string): { readonly [key: string]: Json } => ({
  certificateId: id,
  status,
  fingerprint: digest,
  firstSeen: earlier,
});

const eventOf = (id: string, more: { readonly [key: string]: Json } = {}): { readonly [key: string]: Json } => ({
  eventId: id,
  severity: "Info",
  body: "started",
  attributes: {},
  emittedAt: at,
  ...more,
});

const property = { name: "firmware", value: { channel: "beta" }, protected: false, version: 7, lastUpdated: at };

/** Answers with the status 200 and a body that fits, of this version of the API or of a newer one. */
const answers: readonly Row[] = [
  {
    action: "devices_Query",
    request: {},
    status: 200,
    body: {
      devices: [
        {
          deviceId: device,
          projectId: project,
          isConnected: true,
          lastConnectedAt: at,
          currentConnectionDurationSecs: 4_294_967_295,
        },
        { deviceId: "d_2", projectId: project, isConnected: false },
      ],
      nextPage: "a field of a newer Hub",
    },
  },

  {
    action: "devices_GetDetails",
    request: { deviceId: device },
    status: 200,
    body: {
      deviceId: device,
      projectId: project,
      fingerprintId: "d_pk_3",
      name: 'Grünes Haus \u{1F331} "4" </script>\u2028',
      isConnected: true,
      certificates: ["Pending", "Active", "Rejected", "Revoked", "Conflict"].map((status, index) =>
        certificateOf(`d_c_${index}`, status),
      ),
      connections: [{ connectionId: connection, nodeId: node, connectedAt: at, connectedForSecs: 0 }],
    },
  },
  {
    action: "devices_GetDetails",
    request: { deviceId: "d_bare" },
    status: 200,
    body: {
      deviceId: "d_bare",
      projectId: project,
      fingerprintId: "d_pk_4",
      isConnected: false,
      certificates: [],
      connections: [],
    },
  },
  {
    // `null` stands for an absent field, and is read as one.
    action: "devices_GetDetails",
    request: { deviceId: "d_null" },
    status: 200,
    body: {
      deviceId: "d_null",
      projectId: project,
      fingerprintId: "d_pk_5",
      name: null,
      isConnected: false,
      certificates: [],
      connections: [],
    },
    output: {
      deviceId: "d_null",
      projectId: project,
      fingerprintId: "d_pk_5",
      isConnected: false,
      certificates: [],
      connections: [],
    },
  },
  {
    action: "devices_GetDetails",
    request: { deviceId: "d_newer" },
    status: 200,
    body: {
      deviceId: "d_newer",
      projectId: project,
      fingerprintId: "d_pk_6",
      isConnected: false,
      certificates: [{ ...certificateOf("d_c_9", "Quarantined"), issuer: { name: "CA", level: 2 } }],
      connections: [],
      labels: ["a", null],
    },
  },

  {
    action: "devices_Create",
    request: { projectId: project, fingerprint: "d_sk_created" },
    status: 200,
    body: { deviceId: device },
  },

  { action: "devices_Delete", request: { deviceId: device }, status: 200, body: {} },
  { action: "devices_Delete", request: { deviceId: "d_nothing" }, status: 200, raw: { text: "" }, output: {} },
  { action: "devices_Delete", request: { deviceId: "d_204" }, status: 204, raw: { text: "" }, output: {} },

  { action: "devices_SetName", request: { deviceId: device, name: "Greenhouse" }, status: 200, body: {} },
  { action: "devices_SetName", request: { deviceId: device }, status: 200, body: {} },
  {
    // 128 characters, which are 256 code units.
    action: "devices_SetName",
    request: { deviceId: device, name: "\u{1F331}".repeat(128) },
    status: 200,
    body: {},
  },

  {
    action: "devices_IssueDeviceToken",
    request: {
      deviceId: device,
      validForSecs: 31_536_000,
      claims: { roles: ["a", { b: [1.5, -0.25, 1e21] }], x: null },
    },
    status: 200,
    body: { jwt },
  },
  { action: "devices_IssueDeviceToken", request: { deviceId: device }, status: 200, body: { jwt } },
  { action: "devices_IssueDeviceToken", request: { deviceId: device, claims: null }, status: 200, body: { jwt } },

  { action: "devices_ValidateDeviceToken", request: { jwt: "bad" }, status: 200, body: { result: "Invalid" } },
  {
    action: "devices_ValidateDeviceToken",
    request: { jwt },
    status: 200,
    body: { result: "Valid", deviceId: device, claims: oddKeys },
  },
  {
    action: "devices_ValidateDeviceToken",
    request: { jwt: "no claims" },
    status: 200,
    body: { result: "Valid", deviceId: device, claims: null },
  },
  {
    action: "devices_ValidateDeviceToken",
    request: { jwt: "newer" },
    status: 200,
    body: { result: "Expired", since: at, grace: { seconds: 30 } },
  },

  {
    action: "devices_AddCertificate",
    request: { deviceId: device, fingerprint: digest },
    status: 200,
    body: { certificateId: certificate },
  },
  ...["Pending", "Active", "Rejected", "Revoked", "Conflict"].flatMap((status): readonly Row[] => [
    {
      action: "devices_AddCertificate",
      request: { deviceId: device, fingerprint: digest, status },
      status: 200,
      body: { certificateId: `d_c_${status}` },
    },
    {
      action: "devices_SetCertificateStatus",
      request: { certificateId: certificate, status },
      status: 200,
      body: {},
    },
  ]),
  // A value that this version of the package does not know travels as it is.
  {
    action: "devices_SetCertificateStatus",
    request: { certificateId: certificate, status: "Quarantined" },
    status: 200,
    body: {},
  },
  { action: "devices_DeleteCertificate", request: { certificateId: certificate }, status: 200, body: {} },

  {
    action: "devices_RegisterConnection",
    request: { deviceId: device, nodeId: node, connectionId: connection },
    status: 200,
    body: { connectionId: connection },
  },
  ...["Unknown", "Disconnected", "NodeCrashed", "ServerShutdown"].map((endReason): Row => ({
    action: "devices_UnregisterConnection",
    request: { connectionId: connection, endReason },
    status: 200,
    body: {},
  })),
  {
    action: "devices_QueryConnections",
    request: { deviceId: device, limit: 1000, activeOnly: false },
    status: 200,
    body: {
      connections: [
        { connectionId: "c_1", nodeId: node, connectedAt: at, durationSecs: 1 },
        ...["Unknown", "Disconnected", "NodeCrashed", "ServerShutdown", "Evicted"].map((endReason) => ({
          connectionId: `c_${endReason}`,
          nodeId: node,
          connectedAt: earlier,
          endedAt: at,
          endReason,
          durationSecs: 2,
        })),
      ],
    },
  },
  { action: "devices_QueryConnections", request: { deviceId: device }, status: 200, body: { connections: [] } },

  {
    action: "devices_IssueHttpProxyToken",
    request: {
      deviceId: device,
      validForSecs: 1,
      hostname: "device.example.com",
      port: 65_535,
      redirect: "https://example.com/?a=1&b=ü#c",
    },
    status: 200,
    body: { jwt, url: "https://device.example.com/" },
  },
  {
    action: "devices_IssueHttpProxyToken",
    request: { deviceId: device },
    status: 200,
    body: { jwt, url: "https://x.example.com/" },
  },

  {
    action: "devices_ValidateHttpProxyToken",
    request: { jwt: "bad" },
    status: 200,
    body: { result: "Invalid", redirect: "https://example.com/login" },
  },
  {
    action: "devices_ValidateHttpProxyToken",
    request: { jwt: "worse" },
    status: 200,
    body: { result: "Invalid" },
  },
  {
    action: "devices_ValidateHttpProxyToken",
    request: { jwt: "nobody" },
    status: 200,
    body: { result: "Valid", deviceId: device },
  },
  ...actors.map((issuer, index): Row => ({
    action: "devices_ValidateHttpProxyToken",
    request: { jwt: `actor ${index}` },
    status: 200,
    body: { result: "Valid", deviceId: device, issuer, hostname: "device.example.com", port: 8080 },
  })),
  {
    action: "devices_ValidateHttpProxyToken",
    request: { jwt: "newer" },
    status: 200,
    body: { result: "Throttled", issuer: { actor: "System" }, retryAfterSecs: 5 },
  },

  {
    action: "devices_PublishEvents",
    request: {
      deviceId: device,
      events: [
        ...severities.map((severity) => eventOf(`e_${severity}`, { severity })),
        eventOf("e_full", { category: "climate", receivedAt: at, body: { deep: [[[{}]]] }, attributes: oddKeys }),
        eventOf("e_null", { body: null, attributes: { a: null, b: false, c: -1e-7 } }),
        eventOf("e_newer", { severity: "Fatal" }),
      ],
    },
    status: 200,
    body: {},
  },
  { action: "devices_PublishEvents", request: { deviceId: device, events: [] }, status: 200, body: {} },
  {
    action: "devices_QueryEvents",
    request: { deviceId: device },
    status: 200,
    body: {
      events: [
        ...severities.map((severity) => eventOf(`e_${severity}`, { severity })),
        eventOf("e_full", { category: "climate", receivedAt: at, body: [1, 2], attributes: oddKeys }),
        eventOf("e_newer", { severity: "Fatal", trace: { id: "t_1", parents: [] } }),
      ],
    },
  },
  { action: "devices_QueryEvents", request: { deviceId: device, limit: 1 }, status: 200, body: { events: [] } },

  {
    action: "devices_SetProperty",
    request: { deviceId: device, name: "firmware", value: "2.1", protected: true },
    status: 200,
    body: { result: "Set" },
  },
  {
    action: "devices_SetProperty",
    request: { deviceId: device, name: "a.B-9_c", value: null, expectedVersion: 0 },
    status: 200,
    body: { result: "VersionConflict", currentVersion: Number.MAX_SAFE_INTEGER },
  },
  {
    action: "devices_SetProperty",
    request: { deviceId: device, name: "firmware", value: [oddKeys], expectedVersion: Number.MAX_SAFE_INTEGER },
    status: 200,
    body: { result: "Deleted" },
  },
  {
    action: "devices_SetProperty",
    request: { deviceId: device, name: "firmware", value: false, protected: false },
    status: 200,
    body: { result: "Queued", position: 3, currentVersion: "not what it is elsewhere" },
  },

  {
    action: "devices_GetProperty",
    request: { deviceId: device, name: "missing" },
    status: 200,
    body: { result: "NotFound" },
  },
  {
    action: "devices_GetProperty",
    request: { deviceId: device, name: "firmware" },
    status: 200,
    body: { result: "Found", ...property },
  },
  {
    action: "devices_GetProperty",
    request: { deviceId: device, name: "newer" },
    status: 200,
    body: { result: "Moved", to: "firmware" },
  },
  {
    action: "devices_RemoveProperty",
    request: { deviceId: device, name: "missing" },
    status: 200,
    body: { result: "NotFound" },
  },
  {
    action: "devices_RemoveProperty",
    request: { deviceId: device, name: "firmware" },
    status: 200,
    body: { result: "Removed" },
  },
  {
    action: "devices_RemoveProperty",
    request: { deviceId: device, name: "newer" },
    status: 200,
    body: { result: "Protected" },
  },
  {
    action: "devices_QueryProperties",
    request: { deviceId: device },
    status: 200,
    body: {
      properties: JSON.parse(
        `{"firmware":${JSON.stringify(property)},"__proto__":${JSON.stringify({ ...property, name: "__proto__" })}}`,
      ) as Json,
    },
  },
  { action: "devices_QueryProperties", request: { deviceId: "d_bare" }, status: 200, body: { properties: {} } },

  {
    action: "devices_QueryAuditLog",
    request: { deviceId: device },
    status: 200,
    body: {
      events: [
        ...actors.map((actor, index) => ({
          eventId: `a_${index}`,
          actor,
          event: "DeviceConnected",
          data: index % 2 ? null : { index },
          createdAt: at,
        })),
        {
          eventId: "a_action",
          actor: { actor: "System" },
          event: "x",
          data: 1,
          createdAt: at,
          action: { actionId: "act_1" },
        },
        { eventId: "a_job", actor: { actor: "System" }, event: "x", data: [], createdAt: at, job: { jobId: "job_1" } },
      ],
    },
  },

  {
    action: "devices_QueryCommands",
    request: { deviceId: device },
    status: 200,
    body: {
      manifest: {
        commands: [
          { name: "reboot", description: "Restarts.", category: "Power", input: { type: "object" }, output: null },
          { name: "identify" },
          { name: "measure", output: { type: "number" } },
        ],
      },
    },
  },
];

const errorBody = (kind: string, message: string): Json => ({ kind, message });

/** Failures that are told as the API says, of each kind, and a few with a status or a kind of other places. */
const failures: readonly Row[] = [
  {
    action: "devices_Create",
    request: { projectId: "p_gone", fingerprint: "d_sk_1" },
    status: 400,
    body: errorBody("Invalid", "there is no project `p_gone`"),
  },
  {
    action: "devices_Delete",
    request: { deviceId: "d_of_others" },
    status: 403,
    body: errorBody("Forbidden", "the token may not delete devices"),
  },
  {
    action: "devices_GetDetails",
    request: { deviceId: "d_broken" },
    status: 500,
    body: errorBody("Internal", "the database is away"),
  },
  {
    action: "devices_QueryEvents",
    request: { deviceId: "d_busy" },
    status: 429,
    body: errorBody("RateLimited", "at most 10 requests a second"),
  },
  {
    action: "devices_SetName",
    request: { deviceId: "d_409", name: "x" },
    status: 409,
    body: { kind: "Locked", message: "a kind of a newer Hub", until: at },
  },
  ...[401, 404, 418, 422, 501, 599].map((status): Row => ({
    action: "devices_Delete",
    request: { deviceId: `d_status_${status}` },
    status,
    body: errorBody("Invalid", `answered with ${status}`),
  })),
];

/** Failures whose body is not what the API says: the status counts all the same. */
const malformedFailures: readonly Row[] = [
  { status: 502, raw: { type: "text/html", text: "<html><h1>Bad Gateway</h1></html>" } },
  { status: 503, raw: { text: "" } },
  { status: 500, raw: { type: "application/json", text: '{"kind":"Internal","mess' } },
  { status: 400, raw: { type: "application/json", text: '[{"kind":"Invalid"}]' } },
  { status: 400, raw: { type: "application/json", text: "null" } },
  { status: 400, body: { kind: 5, message: ["not", "a", "text"] } },
  { status: 403, body: { message: "without a kind" } },
  { status: 500, raw: { type: "text/plain", text: "x".repeat(100_000) } },
].map((answer, index) => ({ action: "devices_Delete", request: { deviceId: `d_malformed_${index}` }, ...answer }));

/** Successes that cannot be understood, or do not fit. */
const malformedAnswers: readonly Row[] = [
  { raw: { type: "text/html; charset=utf-8", text: "<html>Please sign in</html>" }, undecodable: "content_type" },
  { raw: { type: "text/plain", text: '{"connectionId":"c"}' }, undecodable: "content_type" },
  { raw: { type: "application/json", text: "" }, undecodable: "empty_body" },
  { raw: { type: "application/json", text: '{"connectionId":' }, undecodable: "invalid_json" },
  { raw: { type: "application/json", text: "{'connectionId':'c'}" }, undecodable: "invalid_json" },
  { body: null, mismatches: [" type"] },
  { body: [], mismatches: [" type"] },
  { body: "c_1", mismatches: [" type"] },
  { body: { connectionId: 7 }, mismatches: ["connectionId type"] },
  { body: {}, mismatches: ["connectionId required"] },
  { raw: { type: "Application/JSON; Charset=UTF-8", text: '{ "connectionId" : "c" }' }, output: { connectionId: "c" } },
  { raw: { type: "application/vnd.hub+json", text: '{"connectionId":"c"}' }, output: { connectionId: "c" } },
].map((answer, index) => ({
  action: "devices_RegisterConnection",
  request: { deviceId: device, nodeId: node, connectionId: `malformed ${index}` },
  status: 200,
  ...answer,
}));

/** Unions that are none. */
const malformedUnions: readonly Row[] = [
  { body: { jwt }, mismatches: ["result required"] },
  { body: { result: 3 }, mismatches: ["result type"] },
  { body: { result: "Valid" }, mismatches: ["deviceId required", "claims required"] },
].map((answer, index) => ({
  action: "devices_ValidateDeviceToken",
  request: { jwt: `malformed ${index}` },
  status: 200,
  ...answer,
}));

export const table: readonly Row[] = [
  ...answers,
  ...failures,
  ...malformedFailures,
  ...malformedAnswers,
  ...malformedUnions,
];
