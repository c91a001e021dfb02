// What users of the package do with it, against a server whose address they are given. They tell what happened and judge
// nothing: that is the test's part.
import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { NexigonHub, actor, devices } from "@actionwright/nexigon-hub";
import * as core from "@actionwright/nexigon-hub/client";
import { NexigonHubClient } from "@actionwright/nexigon-hub/client";

/** Everything that a promise of ours can come to, as data. */
async function outcome(call) {
  try {
    const { data, meta } = await call.withResponse();
    const { headers, ...rest } = meta;
    return {
      ok: true,
      text: JSON.stringify(data),
      tag: data?.result,
      meta: { ...rest, type: headers.get("content-type") },
    };
  } catch (error) {
    return { ok: false, error: describe(error) };
  }
}

const errorClasses = Object.entries(core).filter(([name]) => name.endsWith("Error") && name !== "isSdkError");

function describe(error) {
  return {
    name: error.name,
    is: errorClasses.filter(([, type]) => error instanceof type).map(([name]) => name),
    isError: error instanceof Error,
    isSdkError: core.isSdkError(error),
    message: error.message,
    status: error.status,
    code: error.code,
    action: error.action,
    method: error.method,
    url: error.url,
    attempts: error.attempts,
    requestId: error.requestId,
    error: error.error,
    body: error.body,
    hasBody: error.body !== undefined,
    bodyLength: error.bodyText?.length,
    bodySnippet: error.bodySnippet,
    issues: error.issues,
    phase: error.phase,
    timeoutMs: error.timeoutMs,
    location: error.location,
    schemaIssues: error.meta?.schemaIssues,
    cause: error.cause === undefined ? undefined : String(error.cause?.message ?? error.cause),
    shown: `${JSON.stringify(error)} ${inspect(error, { depth: 9 })} ${String(error)}`,
    stack: error.stack,
  };
}

/** Every row by its method and by its class, which a program would import from the module's own path. */
export async function rows({ url, token, calls }) {
  // What is tried again waits, and has its own tests: here every row is one attempt.
  const grouped = new NexigonHub({ baseUrl: url, token, maxRetries: 0 });
  const plain = new NexigonHubClient({ baseUrl: url, token, maxRetries: 0 });
  const results = [];
  for (const { group, method, module, className, bare, request, mark } of calls) {
    const call = mark && { headers: { "x-row": mark } };
    const { [className]: Action } = await import(`@actionwright/nexigon-hub/${module}`);
    const action = bare ? new Action() : new Action(request);
    results.push({
      grouped: await outcome(
        bare ? grouped[group][method](...(call ? [call] : [])) : grouped[group][method](request, call),
      ),
      plain: await outcome(plain.execute(action, call)),
      json: JSON.stringify(action),
      fields: Object.keys(request).every((name) => action[name] === request[name]),
      instance: action instanceof Action && Action.is(action),
      className: Action.name,
    });
  }
  return results;
}

/** The same row in strict mode, and with the answers not looked at. */
export async function modes({ url, token, className, request }) {
  const reported = [];
  const onSchemaMismatch = (mismatch) => {
    reported.push(mismatch);
    throw new Error("a hook must not decide over the call");
  };
  const client = new NexigonHubClient({ baseUrl: url, token, onSchemaMismatch });
  const call = (responses) => outcome(client.execute(new devices[className](request), { validate: { responses } }));
  return { lax: await call("lax"), strict: await call("strict"), off: await call("off"), reported };
}

/** One call that a test wants to see fail before anything is sent. */
export async function refused({ url, token, className, request, validate }) {
  const client = new NexigonHubClient({ baseUrl: url, token });
  return outcome(client.execute(new devices[className](request), { validate }));
}

/** The constructor alone. */
export function construct({ options }) {
  try {
    new NexigonHub(options);
    return { ok: true };
  } catch (error) {
    return { ok: false, error: describe(error) };
  }
}

export async function details({ options, call }) {
  return outcome(new NexigonHub(options).devices.getDetails({ deviceId: "d_bare" }, call));
}

/** Clients with tokens of their own, used at the same time. */
export async function interleaved({ url, tokens, count }) {
  const clients = tokens.map((token) => new NexigonHub({ baseUrl: url, token: async () => token }));
  const calls = Array.from({ length: count }, (_, index) =>
    clients[index % clients.length].devices.setName({ deviceId: `d_${index}`, name: tokens[index % tokens.length] }),
  );
  return Promise.all(calls.map(outcome));
}

// ── Get, change, set ────────────────────────────────────────────────────────────────────────────────────────────────

export async function republishEvents({ url, token }) {
  const hub = new NexigonHub({ baseUrl: url, token });
  const { events } = await hub.devices.queryEvents({ deviceId: "d_source" });
  const changed = events.map((event) => ({ ...event, body: { seen: event.body } }));
  return outcome(hub.devices.publishEvents({ deviceId: "d_target", events: changed }));
}

export async function copyStatus({ url, token }) {
  const hub = new NexigonHub({ baseUrl: url, token });
  const { certificates } = await hub.devices.getDetails({ deviceId: "d_source" });
  const [{ certificateId, status }] = certificates;
  return outcome(hub.devices.setCertificateStatus({ certificateId, status }));
}

/** An actor of an unknown sort, put into a property: as it was read, a copy of it, and by its model. */
export async function storeActors({ url, token }) {
  const hub = new NexigonHub({ baseUrl: url, token });
  const { events } = await hub.devices.queryAuditLog({ deviceId: "d_source" });
  const found = events.map((event) => event.actor);
  const store = (value) => outcome(hub.devices.setProperty({ deviceId: "d_target", name: "actors", value }));
  return {
    forms: found.map((value) => ({ actor: value.actor, tag: value.$tag, raw: value.$raw })),
    matched: found.map((value) =>
      actor.Actor.match(value, { $unknown: ({ $tag }) => `unknown ${$tag}` }, ({ actor: tag }) => `known ${tag}`),
    ),
    asRead: await store(found),
    encoded: await store(found.map(actor.Actor.encode)),
    copied: await store(found.map((value) => actor.Actor.encode({ ...value }))),
  };
}

// ── The network ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** A call that is given up: before it starts, while the head of the answer is awaited, and while its body is. */
export async function abort({ url, token, when }) {
  const controller = new AbortController();
  const reason = new Error("the user left the page");
  const hub = new NexigonHub({
    baseUrl: url,
    token,
    fetch: async (address, init) => {
      if (when === "head") setTimeout(() => controller.abort(reason), 50);
      const response = await fetch(address, init);
      if (when === "body") setTimeout(() => controller.abort(reason), 50);
      return response;
    },
  });
  if (when === "before") controller.abort(reason);
  const result = await outcome(hub.devices.getDetails({ deviceId: "d_bare" }, { signal: controller.signal }));
  const caught = await hub.devices
    .getDetails({ deviceId: "d_bare" }, { signal: controller.signal })
    .catch((error) => error);
  return {
    ...result,
    reasonIsCause: caught.cause === reason,
    listeners: getEventListeners(controller.signal, "abort").length,
  };
}

/** Whether a call without an answer lets the process end: its timer must not keep it alive. */
export async function afterAnswer({ url, token }) {
  const hub = new NexigonHub({ baseUrl: url, token, timeoutMs: 50_000 });
  const result = await outcome(hub.devices.getDetails({ deviceId: "d_bare" }));
  return { ...result, timers: process.getActiveResourcesInfo().filter((name) => name === "Timeout").length };
}

/** The global `fetch` is looked up when it is needed, and called with an address and plain options. */
export async function replacedFetch({ token }) {
  const hub = new NexigonHub({ baseUrl: "https://hub.example.com", token });
  const seen = [];
  const { fetch } = globalThis;
  globalThis.fetch = function (address, init) {
    seen.push({ address, self: this === undefined, options: Object.keys(init).sort(), headers: init.headers });
    return Promise.resolve(new Response('{"connectionId":"c"}', { headers: { "content-type": "application/json" } }));
  };
  const fields = { deviceId: "d", nodeId: "n", connectionId: "c" };
  try {
    return { ...(await outcome(hub.devices.registerConnection(fields))), seen };
  } finally {
    globalThis.fetch = fetch;
  }
}

/** A promise like any other. */
export async function promises({ url, token }) {
  const hub = new NexigonHub({ baseUrl: url, token });
  const call = hub.devices.getDetails({ deviceId: "d_bare" });
  let times = 0;
  const viaThen = await Promise.prototype.then.call(call, (output) => (times++, output.deviceId));
  const { data, meta } = await call.withResponse();
  const failing = hub.devices.getDetails({ deviceId: "d_broken" });
  const answers = await Promise.allSettled([failing, failing.withResponse()]);
  return {
    native: call instanceof Promise,
    viaThen,
    times,
    same: data.deviceId,
    status: meta.status,
    answers: answers.map((answer) => answer.status),
  };
}

export async function throwHere({ url, token }) {
  const hub = new NexigonHub({ baseUrl: url, token });
  async function namedByTheUser() {
    return await hub.devices.getDetails({ deviceId: "d_broken" });
  }
  return namedByTheUser().catch(describe);
}

/** `unwrap` for the variant that is there, and for another. */
export async function unwrapping({ url, token }) {
  const hub = new NexigonHub({ baseUrl: url, token });
  const output = await hub.devices.getProperty({ deviceId: "d_3QmTz8WkRb5NvYs7HxJcLp", name: "firmware" });
  const { version } = core.unwrap(output, "result", "Found");
  try {
    core.unwrap(output, "result", "NotFound");
  } catch (error) {
    return { version, error: describe(error), tag: error.tag };
  }
}
