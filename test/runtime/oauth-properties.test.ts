// T5: calls, expiries and refusals of tokens in any order.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as w from "./fixtures/workflows.js";
import { type Sent, json } from "./support/fake.js";
import { type VirtualClock, timedFetch, virtualClock } from "./support/virtual.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
const runs = { seed, numRuns: 300 };

/** What happens, one after the other. */
type Step =
  | { readonly kind: "call"; readonly wait: number; readonly abortAfter: number | undefined }
  | { readonly kind: "revoke"; readonly wait: number };

const wait = fc.oneof(fc.constant(0), fc.nat(50), fc.nat(5_000), fc.nat(400_000));
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("call" as const),
        wait,
        abortAfter: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.nat(2000)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("revoke" as const), wait }) },
  ),
  { minLength: 1, maxLength: 40 },
);
const world = fc.record({
  steps,
  lifetime: fc.constantFrom(undefined, 1, 20, 60, 900, 3600),
  tokenDelays: fc.array(fc.nat(3000), { minLength: 1, maxLength: 5 }),
  apiDelays: fc.array(fc.nat(3000), { minLength: 1, maxLength: 5 }),
  // 200, or how the request for a token fails.
  tokenStatuses: fc.array(fc.constantFrom(200, 200, 200, 200, 503, 429, 400, 0), { minLength: 1, maxLength: 7 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

interface Server {
  readonly valid: Set<string>;
  /** When the client was first told that a token is bad. */
  readonly told: Map<string, number>;
  readonly expires: Map<string, number>;
  readonly violations: string[];
}

/** A server of tokens and an API, that note what must not happen. */
function serverOf({ lifetime, tokenDelays, apiDelays, tokenStatuses }: World, clock: VirtualClock) {
  const server: Server = { valid: new Set(), told: new Map(), expires: new Map(), violations: [] };
  const nth = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
  let asked = 0;
  let called = 0;
  let open = 0;
  async function token(): Promise<Response> {
    const n = asked++;
    if (++open > 1) server.violations.push(`two requests for a token at ${clock.now()}`);
    await clock.wait(nth(tokenDelays, n));
    open--;
    const status = nth(tokenStatuses, n);
    if (status === 0) throw new TypeError("fetch failed");
    if (status !== 200) return json({}, { status });
    server.valid.add(`t${n}`);
    server.expires.set(`t${n}`, clock.now() + (lifetime ?? Infinity) * 1000);
    return json({ access_token: `t${n}`, token_type: "bearer", expires_in: lifetime });
  }
  async function api({ init }: Sent): Promise<Response> {
    const name = init.headers["authorization"]!.replace("Bearer ", "");
    const known = server.told.get(name);
    if (known !== undefined && known < clock.now()) server.violations.push(`${name} was known to be bad`);
    await clock.wait(nth(apiDelays, called++));
    const good = server.valid.has(name) && server.expires.get(name)! > clock.now();
    if (good) return new Response(null, { status: 204 });
    // Whoever gave up is told nothing.
    if (!init.signal.aborted && !server.told.has(name)) server.told.set(name, clock.now());
    return json({}, { status: 401 });
  }
  const { fetch } = timedFetch(clock, (sent) => (sent.url.includes("/token") ? token() : api(sent)));
  return { server, fetch };
}

describe(`tokens in any order (SEED=${seed})`, () => {
  test("T5 A3 A5 A7 one request at a time, no token that is known to be bad, and every call settles", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const clock = virtualClock();
        const { server, fetch } = serverOf(given, clock);
        const client = new w.WorkflowsClient({
          baseUrl: "https://api.test",
          tokenUrl: "https://login.test/token",
          clientId: "id",
          clientSecret: "s",
          fetch,
          runtime: clock,
        });
        const outcomes: string[] = [];
        let calls = 0;
        const perform = async ({ abortAfter }: Extract<Step, { kind: "call" }>): Promise<void> => {
          calls++;
          const controller = new AbortController();
          if (abortAfter !== undefined) clock.setTimeout(() => controller.abort(), abortAfter);
          const started = clock.now();
          try {
            await client.execute(new w.DeleteAction({ id: "1" }), { signal: controller.signal });
            outcomes.push("done");
          } catch (error) {
            const { name } = error as Error;
            outcomes.push(name);
            if (name === "AbortError" && clock.now() !== started + abortAfter!) server.violations.push("a late abort");
          }
        };
        for (const step of given.steps) {
          await clock.run(step.wait);
          if (step.kind === "revoke") server.valid.clear();
          else void perform(step);
        }
        await clock.run(1_000_000);
        expect(server.violations).toEqual([]);
        expect(outcomes).toHaveLength(calls);
        expect(outcomes.filter((name) => !/^(done|AbortError|AuthError|UnauthorizedError)$/.test(name))).toEqual([]);
        expect(clock.pending()).toBe(0);
      }),
      runs,
    );
  }, 60_000);
});
