// What users of the package do with it, against a server whose address they are given. They tell what happened and judge
// nothing: that is the test's part.
import { inspect } from "node:util";
import * as root from "@actionwright/nexthink";
import { Nexthink, workflows } from "@actionwright/nexthink";
import * as core from "@actionwright/nexthink/client";
import { NexthinkClient, isErrorOf } from "@actionwright/nexthink/client";
import * as module from "@actionwright/nexthink/workflows";

/** Everything that a promise of ours can come to, as data. */
async function outcome(call, Action) {
  try {
    const { data, meta } = await call.withResponse();
    const { headers, ...rest } = meta;
    return { ok: true, text: JSON.stringify(data), meta: { ...rest, type: headers.get("content-type") } };
  } catch (error) {
    return { ok: false, error: describe(error, Action) };
  }
}

const errorClasses = Object.entries(core).filter(([name]) => /^[A-Z]\w*Error$/.test(name));

function describe(error, Action) {
  return {
    name: error.name,
    is: errorClasses.filter(([, type]) => error instanceof type).map(([name]) => name),
    isError: error instanceof Error,
    isSdkError: core.isSdkError(error),
    ...(Action && { isErrorOf: isErrorOf(Action, error) }),
    message: error.message,
    status: error.status,
    code: error.code,
    action: error.action,
    method: error.method,
    url: error.url,
    attempts: error.attempts,
    requestId: error.requestId,
    retryAfterMs: error.retryAfterMs,
    error: error.error,
    body: error.body,
    hasBody: error.body !== undefined,
    bodyLength: error.bodyText?.length,
    bodySnippet: error.bodySnippet,
    issues: error.issues,
    location: error.location,
    shown: [
      JSON.stringify(error),
      inspect(error, { depth: Infinity }),
      inspect(error, { depth: Infinity, showHidden: true, getters: true }),
      String(error),
      JSON.stringify(error.issues),
      inspect(error.cause, { depth: Infinity, showHidden: true }),
      inspect(error.meta, { depth: Infinity, showHidden: true }),
    ].join("\n"),
    stack: `${error.stack}\n${error.cause?.stack}`,
  };
}

/** Every row by its method and by its class, which a program would import from the module's own path. */
export async function rows({ options, calls }) {
  const grouped = new Nexthink(options);
  const plain = new NexthinkClient(options);
  const results = [];
  for (const { group, method, file, namespace, className, bare, request, requests, mark } of calls) {
    const call = {
      ...(requests && { validate: { requests } }),
      ...(mark && { headers: { "x-row": mark } }),
    };
    const { [className]: Action } = await import(`@actionwright/nexthink/${file}`);
    const action = bare ? new Action() : new Action(request);
    results.push({
      grouped: await outcome(bare ? grouped[group][method](call) : grouped[group][method](request, call), Action),
      plain: await outcome(plain.execute(action, call), Action),
      json: JSON.stringify(action) ?? null,
      fields: Object.keys(request).every((name) => action[name] === request[name]),
      instance: action instanceof Action && action instanceof root[namespace][className],
      className: Action.name,
    });
  }
  return results;
}

/** One call. */
export function call({ options, method = "get", request = { nqlId: "#reset_profile" } }) {
  return outcome(new Nexthink(options).workflows[method](request));
}

/** The constructor alone. */
export function construct({ options }) {
  try {
    new Nexthink(options);
    return { ok: true };
  } catch (error) {
    return { ok: false, error: describe(error) };
  }
}

/** Time and chance of our own: what is waited for, except for answers, is over at once, and is written down. */
function runtimeOf(clock = { now: 0 }) {
  const delays = [];
  const runtime = {
    now: () => clock.now,
    random: () => 0.5,
    setTimeout: (callback, ms) => {
      if (ms >= 60_000) return setTimeout(callback, ms);
      delays.push(ms);
      return setTimeout(callback, 0);
    },
    clearTimeout,
  };
  return { delays, runtime };
}

/** Calls one after the other by one client, whose waits are over at once. */
export async function several({ options, count }) {
  const { delays, runtime } = runtimeOf();
  const client = new Nexthink({ ...options, runtime });
  const outcomes = [];
  for (let index = 0; index < count; index++)
    outcomes.push(await outcome(client.workflows.get({ nqlId: "#reset_profile" })));
  return { outcomes, delays };
}

/** Calls at the same time by one client: all of them without a token at first, or with one that has been withdrawn. */
export async function together({ options, count, withdrawn }) {
  const client = new Nexthink(options);
  const one = () => outcome(client.workflows.get({ nqlId: "#reset_profile" }));
  const first = withdrawn ? [await one()] : [];
  if (withdrawn) await fetch(`${options.baseUrl}/-/expire`);
  return [...first, ...(await Promise.all(Array.from({ length: count }, one)))];
}

/** A call at each of some times, in seconds since the first. How many tokens there were is for the server to tell. */
export async function overTime({ options, seconds }) {
  const clock = { now: 1_000_000 };
  const { runtime } = runtimeOf(clock);
  const authorizations = [];
  const pending = [];
  const whole = async (url, init) => {
    const response = await fetch(url, init);
    return new Response(await response.text(), response);
  };
  const recording = (url, init) => {
    if (url.startsWith(`${options.baseUrl}/api/`)) authorizations.push(init.headers.authorization);
    pending.push(whole(url, init));
    return pending.at(-1);
  };
  const client = new Nexthink({ ...options, runtime, fetch: recording });
  for (const second of seconds) {
    clock.now = 1_000_000 + second * 1000;
    await client.workflows.get({ nqlId: "#reset_profile" });
    // What goes on behind the call: its answer is there as a whole, and is taken in a few turns.
    await Promise.all(pending);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  }
  return authorizations.map((value) => authorizations.indexOf(value));
}

/** What a function of a model makes of a value, or what it throws. */
export function model({ name, steps, value }) {
  try {
    const done = steps.reduce((given, step) => module[name][step](given), value);
    return { ok: true, text: JSON.stringify(done) };
  } catch (error) {
    return { ok: false, error: describe(error) };
  }
}

/** As a form library or a router has it, which knows nothing of the package. */
export async function standard({ name, value }) {
  const { version, vendor, validate } = module[name]["~standard"];
  const result = await validate(value);
  return { version, vendor, issues: result.issues, text: JSON.stringify(result.value) };
}

/** The example of a first program. The addresses it asks are those of the cloud; they lead to the server here. */
export async function example({ options: { baseUrl, clientId, clientSecret }, device }) {
  const asked = [];
  const { fetch } = globalThis;
  globalThis.fetch = (address, init) => {
    asked.push(address);
    return fetch(address.replace(/^https:\/\/[^/]+/, baseUrl), init);
  };
  try {
    const nexthink = new Nexthink({ instance: "acme", region: "eu", clientId, clientSecret });
    const output = await nexthink.workflows.execute({ workflowId: "#devices_alone", devices: [device] });
    return {
      asked,
      output,
      active: workflows.NxtWorkflowStatus.ACTIVE,
      values: Object.values(workflows.NxtWorkflowStatus),
    };
  } finally {
    globalThis.fetch = fetch;
  }
}
