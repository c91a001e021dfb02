// The Hub: RPC, unions, validation, errors, time.
import type { Reply } from "./server.js";
import { type Check, equal, holds, impatient, pause, pick, rejection, token } from "./check.js";

const details = {
  deviceId: "d",
  projectId: "p",
  fingerprintId: "f",
  isConnected: true,
  certificates: [],
  connections: [],
};
const conflict = { result: "VersionConflict", currentVersion: 7 };
const path = "/api/v1/actions/invoke/devices_GetDetails";

const calls: readonly Check[] = [
  {
    name: "an action is sent as JSON, and its output read",
    async run({ hub, script, hubClient }) {
      const api = await script({ json: details });
      const action = new hub.devices.GetDeviceDetailsAction({ deviceId: "ü\u{1F331}" });
      equal(await hubClient(api).execute(action), details);
      const [seen] = await api.seen();
      equal(pick(seen, "method", "path", "body"), ["POST", path, '{"deviceId":"ü\u{1F331}"}']);
      equal(pick(seen?.headers, "authorization", "content-type", "accept"), [`Bearer ${token}`, ...Array(2).fill("application/json")]); // prettier-ignore
    },
  },
  {
    name: "a method of a group does the same",
    async run({ script, hubClient }) {
      equal(await hubClient(await script({ json: details })).devices.getDetails({ deviceId: "d" }), details);
    },
  },
  {
    name: "R49 no header is sent but those of the platform, accept, content-type, credentials and, outside of pages, the agent",
    async run({ script, hubClient, browser, ...place }) {
      const api = await script({ json: details });
      await hubClient(api).devices.getDetails({ deviceId: "d" });
      const headers = {
        accept: "application/json",
        "content-type": "application/json",
        authorization: `Bearer ${token}`,
      };
      const body = '{"deviceId":"d"}';
      await (place.fetch ?? globalThis.fetch)(api.url + path, { method: "POST", headers, body });
      const [ours, plain] = await api.seen();
      const agent = browser ? plain?.headers["user-agent"] : "@actionwright/nexigon-hub/0.1.0";
      equal(sorted(ours?.headers), sorted({ ...plain?.headers, "user-agent": agent }));
      holds(
        (await api.asked()).every((name) => name in headers),
        "a page has to ask leave for nothing else",
      );
    },
  },
  {
    name: "R3 what is known of an answer",
    async run({ script, hubClient }) {
      const api = await script({ json: details, headers: { "x-request-id": "r-1" } });
      const { data, meta } = await hubClient(api).devices.getDetails({ deviceId: "d" }).withResponse();
      equal(data, details);
      equal(pick(meta, "status", "requestId", "attempts", "url"), [200, "r-1", 1, api.url + path]);
    },
  },
  {
    name: "R1 two clients at once do not mix their tokens",
    async run({ script, hubClient }) {
      const api = await script({ json: details });
      const clients = ["a", "b"].map((mark) => ({
        mark,
        client: hubClient(api, { token: () => Promise.resolve(mark) }),
      }));
      const many = Array.from({ length: 5 }, () => clients).flat();
      await Promise.all(many.map(({ mark, client }) => client.devices.getDetails({ deviceId: mark })));
      const seen = await api.seen();
      equal(seen.length, 10);
      for (const { body, headers } of seen) equal(body, `{"deviceId":"${headers["authorization"]?.slice(7) ?? ""}"}`);
    },
  },
  {
    name: "an action is a value: its fields, its class, its JSON",
    async run({ hub: { devices } }) {
      const action = new devices.GetDeviceDetailsAction({ deviceId: "d" });
      holds(action instanceof devices.GetDeviceDetailsAction, "instanceof its class");
      holds(!((action as object) instanceof devices.SetDevicePropertyAction), "not of another one");
      equal([action.deviceId, JSON.stringify(action)], ["d", '{"deviceId":"d"}']);
    },
  },
];

const data: readonly Check[] = [
  {
    name: "a union narrows on its tag",
    async run({ script, hubClient }) {
      const set = await hubClient(await script({ json: conflict })).devices.setProperty({
        deviceId: "d",
        name: "n",
        value: 1,
      });
      holds(set.result === "VersionConflict" && set.currentVersion === 7, "the variant and its payload");
    },
  },
  {
    name: "R40 a variant of a newer server is kept, and goes back as it came",
    async run({ hub, script, hubClient }) {
      const raw = { result: "Queued", position: 3, more: [{ a: null }] };
      const set = await hubClient(await script({ json: raw })).devices.setProperty({
        deviceId: "d",
        name: "n",
        value: 1,
      });
      equal(pick(set, "result", "$tag", "$raw"), ["$unknown", "Queued", raw]);
      equal(hub.devices.SetDevicePropertyOutput.encode(set), raw);
    },
  },
  {
    name: "R38 R39 unknown values and fields pass, what does not fit is reported, and refused in strict mode",
    async run({ hub, script, hubClient }) {
      const certificate = { certificateId: "c", status: "Quarantined", fingerprint: "f", firstSeen: "t", colour: 1 };
      const newer = { ...details, certificates: [certificate] };
      const known = await hubClient(await script({ json: newer }))
        .devices.getDetails({ deviceId: "d" })
        .withResponse();
      equal([known.data, known.meta.schemaIssues], [newer, []]);
      const wrong = { ...details, isConnected: "yes" };
      const api = await script({ json: wrong });
      const lax = await hubClient(api).devices.getDetails({ deviceId: "d" }).withResponse();
      equal([lax.data, lax.meta.schemaIssues.map((issue) => issue.path)], [wrong, [["isConnected"]]]);
      const strict = hubClient(api, { validate: { responses: "strict" } }).devices.getDetails({ deviceId: "d" });
      const error = await rejection(strict);
      equal(pick(error, "name", "code"), ["ResponseDecodeError", "schema"]);
      holds(error instanceof hub.ResponseDecodeError, "instanceof");
    },
  },
  {
    name: "R45 an integer that a double cannot hold is reported",
    async run({ script, hubClient }) {
      const api = await script({ text: '{"result":"VersionConflict","currentVersion":9007199254740993}' , headers: { "content-type": "application/json" } }); // prettier-ignore
      const { meta } = await hubClient(api).devices.setProperty({ deviceId: "d", name: "n", value: 1 }).withResponse();
      equal(meta.schemaIssues.map(({ code }) => code), ["unsafe_integer"]); // prettier-ignore
    },
  },
  {
    name: "R43 keys that JavaScript gives a meaning to are data",
    async run({ script, hubClient }) {
      const text = '{"result":"Valid","deviceId":"d","claims":{"__proto__":{"polluted":1},"constructor":2}}';
      const api = await script({ text, headers: { "content-type": "application/json" } });
      const output = await hubClient(api).devices.validateDeviceToken({ jwt: "j" });
      equal(JSON.stringify(output), text);
      holds(!("polluted" in {}), "no prototype is changed");
    },
  },
  {
    name: "R44 models parse, judge and encode by themselves, also as Standard Schema",
    async run({ hub: { devices, ValidationError } }) {
      const model = devices.SetDevicePropertyOutput;
      equal(model.parse(conflict), conflict);
      equal([model.is(conflict), model.is({ result: 1 })], [true, false]);
      const parsed = model.safeParse({ result: "VersionConflict" });
      holds(!parsed.ok && parsed.error instanceof ValidationError, "an error");
      equal(parsed.ok ? [] : parsed.error.issues.map(({ path: at, code }) => [at, code]), [
        [["currentVersion"], "required"],
      ]);
      const standard = await model["~standard"].validate({ result: "VersionConflict" });
      equal(standard.issues?.length, 1);
    },
  },
  {
    name: "R37 a request that does not fit is refused before anything is sent, and no value of it is told",
    async run({ hub, script, hubClient }) {
      const api = await script({ json: { result: "Set" } });
      const error = await rejection(
        hubClient(api).devices.setProperty({ deviceId: 7 as never, name: ".canary-name", value: 1, naem: 1 } as never),
      );
      equal(error.name, "RequestValidationError");
      holds(error instanceof hub.RequestValidationError && error instanceof hub.ValidationError, "instanceof");
      const issues = error["issues"] as readonly { readonly path: readonly string[]; readonly code: string }[];
      equal(issues.map((issue) => `${issue.path.join(".")} ${issue.code}`).sort(), ["deviceId type", "naem unknown_field", "name format:property_name"]); // prettier-ignore
      holds(!everythingOf(error).includes("canary"), "no value in the error");
      equal(await api.seen(), []);
    },
  },
];

const statuses: readonly (readonly [status: number, name: string])[] = [
  [400, "BadRequestError"],
  [401, "UnauthorizedError"],
  [403, "ForbiddenError"],
  [404, "NotFoundError"],
  [409, "ConflictError"],
  [418, "HttpError"],
  [422, "UnprocessableEntityError"],
  [429, "RateLimitError"],
  [500, "ServerError"],
  [503, "ServerError"],
];

const errors: readonly Check[] = [
  {
    name: "R27 R31 a failure has the class of its status, and a name that no minifier changes",
    async run({ hub, script, hubClient }) {
      for (const [status, name] of statuses) {
        const api = await script({ status, json: { kind: "Forbidden", message: "says the server" } });
        const error = await rejection(hubClient(api, { runtime: impatient }).devices.getDetails({ deviceId: "d" }));
        equal(pick(error, "name", "status", "code", "action"), [name, status, "Forbidden", "devices_GetDetails"]);
        holds(error instanceof (hub[name as "HttpError"] ?? Object), `instanceof ${name}`);
        holds(
          error instanceof hub.HttpError && error instanceof hub.SdkError && error instanceof Error,
          "and its parents",
        );
        holds(hub.isSdkError(error), "isSdkError");
        holds(error.message.includes("says the server"), `the message has the server's: ${error.message}`);
      }
    },
  },
  {
    name: "R33 no form of an error shows the token",
    async run({ script, hubClient }) {
      const api = await script({ status: 403, json: { kind: "Forbidden", message: "no", token } });
      const error = await rejection(hubClient(api).devices.getDetails({ deviceId: "canary-field" }));
      equal(JSON.parse(JSON.stringify(error)).name, "ForbiddenError");
      holds(!everythingOf(error).includes("canary"), everythingOf(error));
    },
  },
  {
    name: "R7 R8 successes that cannot be understood",
    async run({ hub, script, hubClient }) {
      const html: Reply = { text: "<h1>Sign in</h1>", headers: { "content-type": "text/html" } };
      const broken: Reply = { text: "{", headers: { "content-type": "application/json" } };
      for (const [reply, code] of [
        [html, "content_type"],
        [broken, "invalid_json"],
        [{}, "empty_body"],
      ] as const) {
        // prettier-ignore
        const error = await rejection(hubClient(await script(reply)).devices.getDetails({ deviceId: "d" }));
        equal(pick(error, "name", "code"), ["ResponseDecodeError", code]);
        holds(error instanceof hub.ResponseDecodeError, "instanceof");
      }
    },
  },
  {
    name: "R52 a redirect is not followed",
    async run({ hub, script, hubClient, browser }) {
      const other = await script({ json: details });
      const api = await script({ status: 302, headers: { location: `${other.url}/steal` } });
      const error = await rejection(hubClient(api).devices.getDetails({ deviceId: "d" }));
      equal(error.name, "RedirectError");
      holds(error instanceof hub.RedirectError, "instanceof");
      // A page is told neither the status nor the place.
      if (!browser) equal(pick(error, "status", "location"), [302, `${other.url}/steal`]);
      equal(await other.seen(), []);
    },
  },
  {
    name: "R35 an error page of 1 MB is cut",
    async run({ script, hubClient }) {
      const api = await script({ status: 404, text: "e".repeat(1_000_000), headers: { "content-type": "text/html" } });
      const error = await rejection(hubClient(api).devices.getDetails({ deviceId: "d" }));
      equal([error.name, String(error["bodyText"]).length], ["NotFoundError", 65_536]);
    },
  },
  {
    name: "an answer that breaks off",
    async run({ hub, script, hubClient }) {
      const api = await script({ json: details, half: "cut" });
      const client = hubClient(api, { runtime: impatient });
      const error = await rejection(client.devices.getDetails({ deviceId: "d" }));
      equal(error.name, "TransportError");
      holds(error instanceof hub.TransportError && typeof error.cause === "object", "instanceof, and the cause");
    },
  },
];

const busy: Reply = { status: 503, json: { kind: "Internal", message: "busy" } };

const retries: readonly Check[] = [
  {
    name: "R12 what only reads is sent again, and what is known of the answer says how often",
    async run({ script, hubClient }) {
      const api = await script(busy, { half: "cut", json: details }, { json: details });
      const client = hubClient(api, { runtime: impatient });
      const { data, meta } = await client.devices.getDetails({ deviceId: "d" }).withResponse();
      equal([data, meta.attempts, (await api.seen()).length], [details, 3, 3]);
      holds(meta.totalRetryDelayMs >= 750, "the pauses");
    },
  },
  {
    name: "R12 R16 a `write` is sent again only where the server has not carried it out for certain",
    async run({ script, hubClient }) {
      const set = { deviceId: "d", name: "n", value: 1 };
      const ambiguous = await script(busy, { json: { result: "Set" } });
      const client = hubClient(ambiguous, { runtime: impatient });
      const error = await rejection(client.devices.setProperty(set));
      equal(pick(error, "name", "attempts", "retryRefused"), ["ServerError", 1, "write"]);
      equal((await ambiguous.seen()).length, 1);
      const clear = await script({ ...busy, headers: { "retry-after": "1" } }, { json: { result: "Set" } });
      const { meta } = await hubClient(clear, { runtime: impatient }).devices.setProperty(set).withResponse();
      equal(meta.attempts, 2);
      holds(meta.totalRetryDelayMs >= 1000, "as long as the server asks");
    },
  },
  {
    name: "R15 a server that asks for days is not waited for",
    async run({ script, hubClient }) {
      const api = await script({ status: 429, json: {}, headers: { "retry-after": "277403" } });
      const error = await rejection(hubClient(api).devices.getDetails({ deviceId: "d" }));
      equal(pick(error, "name", "retryAfterMs", "retryRefused"), ["RateLimitError", 277_403_000, "delay_too_long"]);
      equal((await api.seen()).length, 1);
    },
  },
  {
    name: "R24 an abort ends a pause",
    async run({ script, hubClient }) {
      const api = await script({ ...busy, headers: { "retry-after": "30" } });
      const controller = new AbortController();
      const call = rejection(hubClient(api).devices.getDetails({ deviceId: "d" }, { signal: controller.signal }));
      while ((await api.seen()).length === 0) await pause(5);
      setTimeout(() => controller.abort("enough"), 20);
      equal(pick(await call, "name", "cause"), ["AbortError", "enough"]);
      equal((await api.seen()).length, 1);
    },
  },
];

const time: readonly Check[] = [
  {
    name: "R20 no head in time, and no body in time",
    async run({ hub, script, hubClient }) {
      const late = await script({ json: details, afterMs: 3000 });
      const stalled = await script({ json: details, half: "stall" });
      for (const [api, phase] of [
        [late, "headers"],
        [stalled, "body"],
      ] as const) {
        // prettier-ignore
        const call = hubClient(api).devices.setProperty({ deviceId: "d", name: "n", value: 1 }, { timeoutMs: 300 });
        const error = await rejection(call);
        equal(pick(error, "name", "phase", "timeoutMs"), ["TimeoutError", phase, 300]);
        holds(error instanceof hub.TimeoutError && error instanceof hub.TransportError, "instanceof");
      }
    },
  },
  {
    name: "R21 R22 an abort ends a call at once, and one that comes before it sends nothing",
    async run({ hub, script, hubClient }) {
      const api = await script({ json: details, afterMs: 3000 });
      const before = new AbortController();
      before.abort("first");
      const client = hubClient(api);
      const early = await rejection(client.devices.getDetails({ deviceId: "d" }, { signal: before.signal }));
      equal(pick(early, "name", "cause"), ["AbortError", "first"]);
      equal(await api.seen(), []);
      const during = new AbortController();
      const call = rejection(client.devices.getDetails({ deviceId: "d" }, { signal: during.signal }));
      while ((await api.seen()).length === 0) await pause(5);
      during.abort("second");
      const error = await call;
      equal(pick(error, "name", "cause"), ["AbortError", "second"]);
      holds(error instanceof hub.RequestAbortedError && !(error instanceof hub.TransportError), "instanceof");
    },
  },
  {
    name: "R25 a signal of the platform with a time limit is an abort",
    needs: "AbortSignal",
    async run({ script, hubClient }) {
      const api = await script({ json: details, afterMs: 3000 });
      const error = await rejection(
        hubClient(api).devices.getDetails({ deviceId: "d" }, { signal: AbortSignal.timeout(50) }),
      );
      equal(pick(error, "name"), ["AbortError"]);
      holds((await api.seen()).length <= 1, "sent once at most");
    },
  },
];

export const hubChecks: readonly Check[] = [...calls, ...data, ...errors, ...retries, ...time];

function sorted(headers: object | undefined): unknown {
  return Object.entries(headers ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** All that JSON and text show of an error, and its own members. */
function everythingOf(error: Error): string {
  return [JSON.stringify(error), String(error), error.stack, JSON.stringify({ ...error })].join("\n");
}
