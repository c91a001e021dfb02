// What is sent again, when, and what is told of it. The matrix is the one that the packages' READMEs show.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retryMatrix, type Failure, type Retried } from "../../generator/emit/retry-matrix.js";
import * as $ from "../../templates/runtime/index.js";
import { defaults } from "../../templates/runtime/config.js";
import { Hub, HubClient, type HubOptions } from "./fixtures/client.js";
import { json, rejection, settled } from "./support/fake.js";
import { timedFetch, virtualClock, type Logged } from "./support/virtual.js";

interface Output {
  readonly ok: boolean;
}
interface Plain extends $.Action<Output> {}
const outputOf = $.record<Output>(() => ({ ok: $.bool }));
const classOf = (effect: $.Effect, more: $.ActionMore = {}) =>
  $.bareAction<Plain>(`things_${effect}`, effect, () => outputOf, more) as $.BareActionClass<Plain>;
const Read = classOf("read");
const Write = classOf("write");
const Idempotent = classOf("idempotent");
const Keyed = classOf("write", { key: $.idempotencyKey("Idempotency-Key") });
const KeyedRead = classOf("read", { key: $.idempotencyKey("Idempotency-Key") });

type Answer = (sent: Logged, index: number) => Response | Promise<Response>;

/** A client on a clock of its own. Answers with what `answer` gives for the request and its index. */
function setup(answer: Answer, options: Partial<HubOptions> = {}, random: () => number = () => 0) {
  const clock = virtualClock(random);
  const { fetch, sent } = timedFetch(clock, (call) => answer(call, sent.length - 1));
  const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, runtime: clock, ...options });
  return { clock, client, sent };
}

/** The end of a call, once the clock has run. */
async function ended<T>(clock: ReturnType<typeof virtualClock>, call: Promise<T>, ms = 1e9): Promise<T | $.SdkError> {
  const end = call.then(
    (value) => value,
    (error: unknown) => error as $.SdkError,
  );
  await clock.run(ms);
  return end;
}

const good = () => json({ ok: true });
const failing = (status: number, headers: { readonly [name: string]: string } = {}) => json({}, { status, headers });
/** Fails `times` times, and is good then. */
const after =
  (times: number, failure: () => Response): Answer =>
  (_, index) =>
    index < times ? failure() : good();
const hint = (name: string, value: string) => () => failing(429, { [name]: value });

function broken(): Response {
  const body = new ReadableStream({
    start: (stream) => {
      stream.enqueue(new TextEncoder().encode('{"ok":'));
      stream.error(new TypeError("terminated"));
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

/** What the failure is, on a `fetch`. */
function made(failure: Failure, signal: AbortController): Response | Promise<Response> {
  const { status, retryAfter, code, message = "fetch failed", event } = failure;
  if (event === "truncated") return broken();
  if (event === "not JSON") return new Response("<html>", { headers: { "content-type": "text/html" } });
  if (event === "timeout") return new Promise(() => {});
  if (event === "abort") {
    signal.abort();
    return Promise.reject(new DOMException("aborted", "AbortError"));
  }
  const headers = retryAfter === undefined ? undefined : { "retry-after": retryAfter };
  // A redirect has a status that `Response` does not make with a body.
  if (status !== undefined) return new Response("{}", { status, ...(headers && { headers }) });
  const cause = code === undefined ? undefined : Object.assign(new Error(code), { code });
  return Promise.reject(new TypeError(message, { cause }));
}

const attemptsOf: Readonly<Record<Retried, readonly [safe: number, write: number]>> = {
  always: [3, 3],
  repeatable: [3, 1],
  never: [1, 1],
};

describe("R12 the matrix", () => {
  const cells = retryMatrix.flatMap(({ what, retried, failures }) =>
    failures.map((failure) => ({ what, retried, failure, name: Object.values(failure).join(" + ") })),
  );
  test.each(cells)("R12 $what: $name", async ({ retried, failure }) => {
    const [safe, write] = attemptsOf[retried];
    for (const [action, attempts] of [
      [new Read(), safe],
      [new Idempotent(), safe],
      [new Keyed(), safe],
      [new Write(), write],
    ] as const) {
      const signal = new AbortController();
      const { client, clock, sent } = setup(() => made(failure, signal), { token: "t" });
      const error = (await ended(clock, client.execute(action, { signal: signal.signal }))) as $.SdkError;
      expect([error instanceof $.SdkError, sent.length, error.attempts]).toEqual([true, attempts, attempts]);
      const refused = attempts === 3 ? "exhausted" : retried === "repeatable" ? "write" : undefined;
      expect(error.retryRefused).toBe(refused);
    }
  });

  test("R12 a write whose connection was reset is sent once, and says why", async () => {
    const { client, clock, sent } = setup(() => made({ code: "ECONNRESET" }, new AbortController()));
    const error = await ended(clock, client.execute(new Write()));
    expect(sent).toHaveLength(1);
    expect(error).toMatchObject({ name: "TransportError", retryRefused: "write", attempts: 1, totalRetryDelayMs: 0 });
  });

  test("R12 a network that goes away below a connection leaves open what became of a request", async () => {
    for (const [syscall, attempts] of [
      ["connect", 3],
      ["read", 1],
      ["write", 1],
    ] as const) {
      const cause = Object.assign(new Error("no way there"), { code: "EHOSTUNREACH", syscall });
      const { client, clock, sent } = setup(() => Promise.reject(new TypeError("fetch failed", { cause })));
      await ended(clock, client.execute(new Write()));
      expect([syscall, sent.length]).toEqual([syscall, attempts]);
    }
  });

  test("R12 causes are searched to a depth of eight, and may go in a circle", async () => {
    const nested = (depth: number): Error =>
      depth === 0
        ? Object.assign(new Error("refused"), { code: "ECONNREFUSED" })
        : new Error("outer", { cause: nested(depth - 1) });
    // Our own error is the first of the eight.
    for (const [depth, attempts] of [
      [6, 3],
      [7, 1],
    ] as const) {
      const { client, clock, sent } = setup(() => Promise.reject(nested(depth)));
      await ended(clock, client.execute(new Write()));
      expect(sent).toHaveLength(attempts);
    }
    const circle: Error & { cause?: unknown } = new Error("a");
    circle.cause = new Error("b", { cause: circle });
    const { client, clock, sent } = setup(() => Promise.reject(circle));
    expect(await ended(clock, client.execute(new Write()))).toMatchObject({ name: "TransportError" });
    expect(sent).toHaveLength(1);
  });

  test("R12 credentials that cannot be had are no reason to send again", async () => {
    const token = () => Promise.reject(Object.assign(new Error("down"), { code: "ECONNREFUSED" }));
    const { client, clock, sent } = setup(good, { token });
    expect(await ended(clock, client.execute(new Read()))).toMatchObject({ name: "AuthError", attempts: 0 });
    expect(sent).toHaveLength(0);
  });
});

describe("R10 how often", () => {
  test.each([
    ["twice where nobody says", {}, {}, {}, 3],
    ["as the client says", { maxRetries: 1 }, {}, {}, 2],
    ["as the call says, over the client", { maxRetries: 5 }, { maxRetries: 0 }, {}, 1],
    ["as the spec says of the action", {}, {}, { maxRetries: 4 }, 5],
    ["never, where the client has turned it off", { maxRetries: 0 }, {}, { maxRetries: 4 }, 1],
  ])("R10 %s", async (_, options, call, more, attempts) => {
    const { client, clock, sent } = setup(() => failing(500), options);
    const Action = classOf("read", more);
    expect(await ended(clock, client.execute(new Action(), call))).toMatchObject({
      status: 500,
      attempts,
      retryRefused: "exhausted",
      message: expect.stringContaining(`attempt ${attempts}/${attempts}`) as string,
    });
    expect(sent).toHaveLength(attempts);
  });

  test.each(["maxRetries", "maxRetryDelayMs", "timeoutMs", "deadlineMs"])(
    "R10 %s has to be a number from 0",
    async (name) => {
      for (const value of [-1, NaN, "x"]) {
        const options = { baseUrl: "https://hub.test", token: "t", [name]: value };
        expect(() => new HubClient(options)).toThrow(`\`${name}\` must be 0 or more`);
        const { client, clock } = setup(good);
        const end = await ended(clock, client.execute(new Read(), { [name]: value }));
        // What does not come to be needed is not looked at.
        if (name.endsWith("outMs") || name === "deadlineMs") expect(end).toMatchObject({ name: "ConfigError" });
      }
    },
  );
});

describe("R11 the effect", () => {
  test("R11 an action that may be repeated has the same answer as if nothing had happened", async () => {
    for (const Action of [Read, Idempotent]) {
      const { client, clock, sent } = setup(after(2, () => failing(502)));
      expect(await ended(clock, client.execute(new Action()))).toEqual({ ok: true });
      expect(sent).toHaveLength(3);
    }
  });
});

describe("R13 keys of idempotency", () => {
  const uuids = () => {
    let count = 0;
    return () => `uuid-${count++}`;
  };

  test("R13 one for each call, the same for its attempts", async () => {
    const { client, clock, sent } = setup((_, index) => (index % 2 === 0 ? failing(500) : good()));
    const keys: string[] = [];
    for (let call = 0; call < 2; call++) {
      await ended(clock, client.execute(new Keyed()));
      keys.push(...sent.splice(0).map(({ init }) => init.headers["idempotency-key"]!));
    }
    const [one, again, other] = keys;
    expect(keys).toHaveLength(4);
    expect(one).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect([again === one, other === one]).toEqual([true, false]);
  });

  test("R13 the same where a middleware around the call begins again, and another for another action", async () => {
    const twice: $.CallMiddleware = async (action, next) => {
      await next(action).catch(() => {});
      await next(new Keyed());
      return next(action);
    };
    const { client, clock, sent } = setup(
      after(1, () => failing(404)),
      { callMiddleware: [twice] },
    );
    await ended(clock, client.execute(new Keyed()));
    const [first, other, again] = sent.map(({ init }) => init.headers["idempotency-key"]);
    expect([again === first, other === first]).toEqual([true, false]);
  });

  test("R13 by the runtime's own source, or as the call says; none for a read", async () => {
    const { fetch, sent } = timedFetch(virtualClock(), good);
    const runtime = { randomUUID: uuids() };
    const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, runtime });
    await client.execute(new Keyed());
    await client.execute(new Keyed(), { idempotencyKey: "mine" });
    await client.execute(new KeyedRead());
    await client.execute(new Write(), { idempotencyKey: "ignored" });
    const keys = sent.map(({ init }) => init.headers["idempotency-key"]);
    expect(keys).toEqual(["uuid-0", "mine", undefined, undefined]);
  });
});

describe("R14 when", () => {
  const startsOf = async (answer: Answer, random: () => number) => {
    const { client, clock, sent } = setup(answer, { maxRetries: 6 }, random);
    await ended(clock, client.execute(new Read()));
    return sent.map(({ at }) => at);
  };
  const pauses = (starts: readonly number[]) => starts.slice(1).map((start, index) => start - starts[index]!);

  test("R14 half a second and twice as long each time, up to eight, less up to a half", async () => {
    const all = () => failing(500);
    expect(pauses(await startsOf(all, () => 0))).toEqual([250, 500, 1000, 2000, 4000, 4000]);
    expect(pauses(await startsOf(all, () => 1))).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
    expect(pauses(await startsOf(all, () => 0.5))).toEqual([375, 750, 1500, 3000, 6000, 6000]);
  });

  test.each([
    ["seconds", "retry-after", "3", 3000],
    ["a fraction of one", "retry-after", "0.5", 500],
    ["milliseconds", "retry-after-ms", "250", 250],
    ["at once", "retry-after-ms", "0", 0],
    ["seconds, twice", "retry-after", "3, 9", 3000],
    ["a date", "retry-after", "Thu, 01 Jan 1970 00:00:07 GMT", 7000],
  ])("R14 what the server asks for, and up to a tenth more: %s", async (_, name, value, ms) => {
    for (const [random, expected] of [
      [0, ms],
      [1, ms * 1.1],
    ] as const) {
      const [first, second] = await startsOf(after(1, hint(name, value)), () => random);
      expect(second! - first!).toBeCloseTo(expected, 6);
    }
  });

  test("R14 `retry-after-ms` counts before `Retry-After`", async () => {
    const both = () => failing(429, { "retry-after-ms": "250", "retry-after": "9" });
    expect(await startsOf(after(1, both), () => 0)).toEqual([0, 250]);
  });

  test.each(["Thu, 01 Jan 1960 00:00:00 GMT", "NaN", "-5", "", "soon", "1e3", "2026-01-01"])(
    "R14 %j says nothing, and is no immediate retry",
    async (value) => {
      expect(await startsOf(after(1, hint("retry-after", value)), () => 0)).toEqual([0, 250]);
    },
  );
});

describe("R15 too long", () => {
  test("R15 the call fails at once, with the time in the error", async () => {
    const { client, clock, sent } = setup(hint("retry-after", "277403"));
    const error = await ended(clock, client.execute(new Read()), 0);
    expect(error).toMatchObject({
      name: "RateLimitError",
      retryAfterMs: 277_403_000,
      retryRefused: "delay_too_long",
      attempts: 1,
      totalRetryDelayMs: 0,
    });
    expect([sent.length, clock.pending()]).toEqual([1, 0]);
  });

  test("R15 up to the limit it waits", async () => {
    for (const [options, seconds, attempts] of [
      [{}, "60", 2],
      [{}, "60.001", 1],
      [{ maxRetryDelayMs: 1000 }, "1", 2],
      [{ maxRetryDelayMs: 1000 }, "1.001", 1],
    ] as const) {
      const { client, clock, sent } = setup(after(1, hint("retry-after", seconds)), options);
      await ended(clock, client.execute(new Read()));
      expect(sent).toHaveLength(attempts);
    }
  });
});

describe("R3 R16 what is told", () => {
  test("R3 attempts and waits, of a success", async () => {
    const { client, clock, sent } = setup(after(2, () => failing(503)));
    const { meta } = (await ended(clock, client.execute(new Read()).withResponse())) as $.WithMeta<Output>;
    expect(meta).toMatchObject({ attempts: 3, totalRetryDelayMs: 750, durationMs: 750 });
    expect(sent.map(({ at }) => at)).toEqual([0, 250, 750]);
  });

  test("R16 of an error", async () => {
    const { client, clock } = setup(hint("retry-after", "2"));
    const error = (await ended(clock, client.execute(new Read()))) as $.HttpError;
    const told = { attempts: 3, totalRetryDelayMs: 4000, retryAfterMs: 2000, retryRefused: "exhausted" };
    expect(error).toMatchObject(told);
    expect(error.meta).toMatchObject({ attempts: 3, totalRetryDelayMs: 4000 });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject(told);
  });

  test("R16 of an error that no retry could help: nothing is refused", async () => {
    const { client, clock } = setup(() => failing(404));
    const error = (await ended(clock, client.execute(new Read()))) as $.SdkError;
    expect(error).toMatchObject({ attempts: 1, totalRetryDelayMs: 0 });
    expect("retryRefused" in error).toBe(false);
  });

  test("R16 a failure after a retry tells of the last one alone", async () => {
    const { client, clock } = setup((_, index) => (index === 0 ? failing(429, { "retry-after": "2" }) : failing(404)));
    const error = (await ended(clock, client.execute(new Read()))) as $.SdkError;
    expect(error).toMatchObject({ name: "NotFoundError", attempts: 2, totalRetryDelayMs: 2000 });
    expect(error.retryAfterMs).toBeUndefined();
    expect(error.retryRefused).toBeUndefined();
  });
});

describe("R17 deadline", () => {
  test("R17 a wait that would end after it is not begun", async () => {
    const { client, clock, sent } = setup(hint("retry-after", "2"));
    const error = await ended(clock, client.execute(new Read(), { deadlineMs: 1000 }), 0);
    expect(error).toMatchObject({ name: "RateLimitError", retryRefused: "deadline", retryAfterMs: 2000 });
    expect([sent.length, clock.pending()]).toEqual([1, 0]);
  });

  test("R17 ends the call while it waits for a token, an attempt, or its body", async () => {
    const never = new Promise<never>(() => {});
    const stalled = () =>
      new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }), {
        headers: { "content-type": "application/json" },
      });
    const hang: $.Middleware = () => never;
    const cases: readonly (readonly [Answer, Partial<HubOptions>])[] = [
      [good, { token: () => never }],
      [() => never, {}],
      [stalled, {}],
      [good, { middleware: [hang] }],
      [good, { callMiddleware: [() => never] }],
    ];
    for (const [answer, options] of cases) {
      const { client, clock } = setup(answer, { deadlineMs: 1000, timeoutMs: 0, ...options });
      let end = NaN;
      const error = ended(
        clock,
        client.execute(new Read()).finally(() => (end = clock.now())),
      );
      expect(await error).toMatchObject({ name: "TimeoutError", phase: "deadline", timeoutMs: 1000 });
      expect([end, clock.pending()]).toEqual([1000, 0]);
    }
  });

  test("R17 off, where nobody says", () => {
    expect(defaults.deadlineMs).toBe(0);
  });
});

describe("R54 around calls", () => {
  test("R54 a middleware that calls once more begins anew", async () => {
    const twice: $.CallMiddleware = (action, next) => next(action).catch(() => next(action));
    const { client, clock, sent } = setup(
      after(3, () => failing(500)),
      { callMiddleware: [twice] },
    );
    const { meta } = (await ended(clock, client.execute(new Read()).withResponse())) as $.WithMeta<Output>;
    expect([sent.length, meta.attempts]).toEqual([4, 1]);
  });
});

describe("R18 the budget", () => {
  test("R18 a server in trouble gets little more than one request a call", async () => {
    const { client, clock, sent } = setup(() => failing(503));
    const ends = Promise.all(Array.from({ length: 1000 }, () => rejection(client.execute(new Read()))));
    await clock.run(1e6);
    const errors = (await ends) as $.SdkError[];
    expect(sent.length).toBe(1000 + 100 / 5);
    expect(errors.filter(({ retryRefused }) => retryRefused === "budget").length).toBeGreaterThanOrEqual(980);
  });

  test("R18 a retry that helps costs nothing, and successes fill it again", async () => {
    const { client, clock, sent } = setup(after(2, () => failing(503)));
    await ended(clock, client.execute(new Read()));
    // 100 − 2 · 5 + 5, and then one for each success.
    const left = () => $.Client["~core"](client).budget.left;
    expect(left()).toBe(95);
    for (let call = 0; call < 9; call++) await ended(clock, client.execute(new Read()));
    expect([left(), sent.length]).toEqual([100, 12]);
  });

  test("R18 a timeout costs twice as much", async () => {
    const { client, clock } = setup(() => new Promise(() => {}), { timeoutMs: 10, maxRetries: 1 });
    await ended(clock, client.execute(new Read()));
    expect($.Client["~core"](client).budget.left).toBe(90);
  });
});

test("R15 R20 what no timer can hold is not waited for, whatever the limit", async () => {
  for (const [seconds, attempts] of [
    ["2147483.647", 2],
    ["2147483.648", 1],
  ] as const) {
    const { client, clock, sent } = setup(after(1, hint("retry-after", seconds)), { maxRetryDelayMs: Infinity });
    const end = await ended(clock, client.execute(new Read()), 2 ** 31);
    expect([sent.length, (end as $.SdkError).retryRefused]).toEqual([attempts, attempts === 1 ? "delay_too_long" : undefined]);
  } // prettier-ignore
});

describe("R19 what is thrown away", () => {
  test("R19 is cancelled, once, and what that fails with is nobody's concern", async () => {
    let cancelled = 0;
    const cancel = () => {
      cancelled++;
      throw new Error("cannot be cancelled");
    };
    const answer: Answer = (_, index) =>
      index === 2 ? good() : new Response(new ReadableStream({ cancel }), { status: 503 });
    const { client, clock } = setup(answer);
    expect(await ended(clock, client.execute(new Read()))).toEqual({ ok: true });
    expect(cancelled).toBe(2);
  });

  test("R19 is left to a middleware that reads it", async () => {
    const reading: $.Middleware = async (request, next) => {
      const response = (await next(request)) as Response;
      if (!response.ok) response.body?.getReader();
      return response;
    };
    const { client, clock } = setup(
      after(1, () => failing(503)),
      { middleware: [reading] },
    );
    expect(await ended(clock, client.execute(new Read()))).toEqual({ ok: true });
  });
});

describe("R24 abort between attempts", () => {
  test("R24 ends the wait at once, and nothing more is sent", async () => {
    const { client, clock, sent } = setup(hint("retry-after", "3"));
    const controller = new AbortController();
    const call = rejection(client.execute(new Read(), { signal: controller.signal }));
    await clock.run(100);
    controller.abort(new Error("enough"));
    expect(await call).toMatchObject({ name: "AbortError", cause: { message: "enough" }, attempts: 1 });
    expect([clock.now(), clock.pending()]).toEqual([100, 0]);
    await clock.run(10_000);
    expect(sent).toHaveLength(1);
  });

  test("R25 a caller's own timeout is an abort, and not sent again", async () => {
    const { client, sent } = setup(
      ({ init }) => new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason))),
    );
    const error = await rejection(client.execute(new Read(), { signal: AbortSignal.timeout(5) }));
    expect(error).toMatchObject({ name: "AbortError", cause: { name: "TimeoutError" }, attempts: 1 });
    expect(sent).toHaveLength(1);
  });
});

describe("R5 R4 R9 other ways to call", () => {
  test("R5 tryExecute never rejects", async () => {
    const text = (body: string) => () => new Response(body, { headers: { "content-type": "application/json" } });
    const stop = new AbortController();
    const cases: readonly (readonly [string, Answer, Partial<HubOptions>])[] = [
      ["TransportError", () => Promise.reject(new TypeError("fetch failed")), {}],
      ["ServerError", () => failing(500), {}],
      ["ResponseDecodeError", text("{"), {}],
      ["SdkError", good, { middleware: [() => Promise.reject(new Error("of a middleware"))] }],
      ["AbortError", () => (stop.abort(), new Promise(() => {})), {}],
    ];
    for (const [name, answer, options] of cases) {
      const { client } = setup(answer, { maxRetries: 0, ...options });
      const end = await client.tryExecute(new Read(), { signal: stop.signal });
      expect(end).toMatchObject({ ok: false, error: { name } });
      expect(!end.ok && end.error instanceof $.SdkError).toBe(true);
    }
    const end = await setup(good).client.tryExecute(new Read());
    expect(end).toMatchObject({ ok: true, data: { ok: true }, meta: { status: 200, attempts: 1 } });
    if (end.ok) expect(end.data.ok satisfies boolean).toBe(true);
  });

  test("R4 executeRaw gives the answer unread, after credentials and retries", async () => {
    const { client, clock, sent } = setup(after(1, () => failing(503)));
    const response = (await ended(clock, client.executeRaw(new Read()))) as Response;
    expect([response.status, response.bodyUsed, sent.length]).toEqual([200, false, 2]);
    expect(sent[1]?.init.headers["authorization"]).toBe("Bearer t");
    expect(await response.json()).toEqual({ ok: true });
    expect(await rejection(setup(() => failing(404)).client.executeRaw(new Read()))).toMatchObject({ status: 404 });
  });

  test("R9 withOptions lays options over those of the client, of the same class", async () => {
    const clock = virtualClock();
    const { fetch, sent } = timedFetch(clock, () => json({ items: [], total: 0 }));
    const hub = new Hub({ baseUrl: "https://hub.test", token: "t", fetch, runtime: clock, headers: { "x-a": "1" } });
    const other = hub.withOptions({ headers: { "x-b": "2" }, maxRetries: 0 });
    expect(other).toBeInstanceOf(Hub);
    await other.devices.query();
    await hub.devices.query();
    expect(sent.map(({ init: { headers } }) => [headers["x-a"], headers["x-b"]])).toEqual([
      [undefined, "2"],
      ["1", undefined],
    ]);
  });

  test("R9 both spend from one budget", async () => {
    const { client, clock } = setup(() => failing(503), { maxRetries: 1 });
    await ended(clock, client.withOptions({ timeoutMs: 1 }).execute(new Read()));
    expect($.Client["~core"](client).budget.left).toBe(95);
  });
});

describe("a model of it", () => {
  // The rules once more, in another form: how often is sent, for any run of answers.
  const replies = fc.array(fc.constantFrom(200, 404, 429, 500, 503), { minLength: 1, maxLength: 6 });
  test("R10 R12 any run of answers ends where the rules say", async () => {
    await fc.assert(
      fc.asyncProperty(
        replies,
        fc.constantFrom<$.Effect>("read", "write", "idempotent"),
        fc.integer({ min: 0, max: 4 }),
        async (statuses, effect, maxRetries) => {
          const answer: Answer = (_, index) => {
            const status = statuses[Math.min(index, statuses.length - 1)]!;
            return status === 200 ? good() : failing(status);
          };
          const { client, clock, sent } = setup(answer, { maxRetries });
          const Action = classOf(effect);
          const end = await ended(clock, client.execute(new Action()));
          const isAgain = (status: number) =>
            status === 429 || (effect !== "write" && (status === 500 || status === 503));
          const repeated = [...statuses, ...Array.from({ length: 6 }, () => statuses.at(-1)!)];
          const stop = repeated.findIndex((status) => !isAgain(status));
          expect(sent.length).toBe(Math.min(stop < 0 ? Infinity : stop + 1, maxRetries + 1));
          const last = repeated[sent.length - 1];
          expect(end).toMatchObject(last === 200 ? { ok: true } : { status: last });
          expect(clock.pending()).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
    await settled();
  });
});
