// The report on a terminal: what it says, in how many lines, and that nothing in it acts.
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { kinds, renderPretty, type DiffReport, type PrettyOptions } from "../../generator/index.js";
import { hostileText, hub, manyChanges, reportOf, withText } from "../support/reports.js";

const shown = (report: DiffReport, options: Partial<PrettyOptions> = {}): string => renderPretty(report, { color: false, ...options }); // prettier-ignore

const old = hub(`  - module: users
    types:
      Get: { record: { id: string, region?: string, zone: string } }
      User: { record: { id: string, name: string, state: State } }
      State: { enum: { Active: {}, Gone: {} } }
      Drop: { record: { id: string } }
    actions:
      users_Get: { request: Get, output: User }
      users_List: { output: list<User> }
      users_Drop: { request: Drop, output: unit }
  - module: jobs
    types:
      Job: { record: { id: string } }
    actions:
      jobs_QueryJobs: { output: Job }
`);
const next = hub(`  - module: users
    types:
      Get: { record: { id: string } }
      User: { record: { id: string, name?: string, state: State, age?: u32 } }
      State: { enum: { Active: {}, Gone: {}, Asleep: {} } }
    actions:
      users_Get: { request: Get, output: User, docs: Gets one. }
      users_List: { output: list<User> }
  - module: jobs
    types:
      Job: { record: { id: string } }
    actions:
      jobs_Query: { output: Job }
`);
const report = reportOf(old, next);

describe("the report", () => {
  it("has what one action meets with that action, what several share once, and what went with something in one line", () => {
    expect(shown(report)).toMatchInlineSnapshot(`
      "hub  0.1.0 (git:v1) -> 0.1.0 (.)
      5 breaking, 2 dangerous, 2 safe, 1 docs   bump: 0.1.0 -> 0.2.0 (major as 0.x)

      users
        BREAKING  req/action-removed  users_Drop                                               api.yaml:15
            its class and its method are gone (TS2339, TS2724), and the server does not know it any more
        BREAKING  req/field-removed   Get.region?: string                                       api.yaml:8
        BREAKING  req/field-removed   Get.zone: string                                          api.yaml:8
            a literal that sets it does not compile any more (TS2353), and the server does not read it
      users.State  output of 2 actions: users_Get, users_List
        danger    out/enum-value-added  Asleep                                                 api.yaml:10
            an exhaustive switch does not compile any more (TS2345); old clients pass on what they do not
            know
      users.User  output of 2 actions: users_Get, users_List
        BREAKING  out/field-became-optional  name                                               api.yaml:9
            code that relies on it does not compile any more (TS2345, TS18048), and old clients miss it
      renamed, as it seems
        BREAKING  req/action-removed  jobs_QueryJobs -> jobs_Query                             api.yaml:20
            its class and its method are gone (TS2339, TS2724), and the server does not know it any more

      1 type went with 1 removed action (--all)
      not shown: 2 safe, 1 docs (--level docs)

      FAIL  5 breaking changes are not accepted. Accept: actionwright diff accept --reason "…""
    `);
  });

  it("shows everything if that is wanted", () => {
    expect(shown(report, { all: true })).toMatchInlineSnapshot(`
      "hub  0.1.0 (git:v1) -> 0.1.0 (.)
      5 breaking, 2 dangerous, 2 safe, 1 docs   bump: 0.1.0 -> 0.2.0 (major as 0.x)

      users
        BREAKING  req/action-removed    users_Drop                                             api.yaml:15
          danger    none/type-removed     Drop                                                 api.yaml:11
            its class and its method are gone (TS2339, TS2724), and the server does not know it any more.
            Mark it \`deprecated\` with \`removeIn\` and \`use\` first, and let it go when that time has come.
        BREAKING  req/field-removed     Get.region?: string                                     api.yaml:8
        BREAKING  req/field-removed     Get.zone: string                                        api.yaml:8
            a literal that sets it does not compile any more (TS2353), and the server does not read it.
            Mark it \`deprecated\` with \`removeIn\` first; the server goes on with it until then.
        docs      req/action-description-changed  users_Get                                    api.yaml:12
            only what is written about it changes
      users.State  output of 2 actions: users_Get, users_List
        danger    out/enum-value-added  Asleep                                                 api.yaml:10
            an exhaustive switch does not compile any more (TS2345); old clients pass on what they do not
            know. Callers give their switches a \`default\` branch; an open enum keeps what is new from
            being refused.
      users.User  output of 2 actions: users_Get, users_List
        BREAKING  out/field-became-optional  name                                               api.yaml:9
            code that relies on it does not compile any more (TS2345, TS18048), and old clients miss it.
            Go on sending it always and leave it required; or callers handle its absence before a server
            leaves it out.
        safe      out/field-added       age?: u32  old code and old clients go on as before     api.yaml:9
      renamed, as it seems
        BREAKING  req/action-removed  jobs_QueryJobs -> jobs_Query                             api.yaml:20
          safe      req/action-added    jobs_QueryJobs -> jobs_Query                           api.yaml:18
            its class and its method are gone (TS2339, TS2724), and the server does not know it any more.
            Mark it \`deprecated\` with \`removeIn\` and \`use\` first, and let it go when that time has come.

      FAIL  5 breaking changes are not accepted. Accept: actionwright diff accept --reason "…""
    `);
  });

  it("is grouped by type or by rule", () => {
    expect(shown(report, { by: "type", level: "breaking" })).toMatchInlineSnapshot(`
      "hub  0.1.0 (git:v1) -> 0.1.0 (.)
      5 breaking, 2 dangerous, 2 safe, 1 docs   bump: 0.1.0 -> 0.2.0 (major as 0.x)

      users_Drop
        BREAKING  req/action-removed  users_Drop                                               api.yaml:15
            its class and its method are gone (TS2339, TS2724), and the server does not know it any more
      users.Get  request of users_Get
        BREAKING  req/field-removed  region?: string                                            api.yaml:8
        BREAKING  req/field-removed  zone: string                                               api.yaml:8
            a literal that sets it does not compile any more (TS2353), and the server does not read it
      users.User  output of 2 actions: users_Get, users_List
        BREAKING  out/field-became-optional  name                                               api.yaml:9
            code that relies on it does not compile any more (TS2345, TS18048), and old clients miss it
      renamed, as it seems
        BREAKING  req/action-removed  jobs_QueryJobs -> jobs_Query                             api.yaml:20
            its class and its method are gone (TS2339, TS2724), and the server does not know it any more

      not shown: 2 dangerous, 2 safe, 1 docs (--level docs)

      FAIL  5 breaking changes are not accepted. Accept: actionwright diff accept --reason "…""
    `);
    expect(shown(report, { by: "rule", level: "breaking" })).toMatchInlineSnapshot(`
      "hub  0.1.0 (git:v1) -> 0.1.0 (.)
      5 breaking, 2 dangerous, 2 safe, 1 docs   bump: 0.1.0 -> 0.2.0 (major as 0.x)

      req/action-removed: An action is gone
        BREAKING  req/action-removed  users_Drop                                               api.yaml:15
            its class and its method are gone (TS2339, TS2724), and the server does not know it any more
      req/field-removed: A field is gone
        BREAKING  req/field-removed  users.Get.region?: string                                  api.yaml:8
        BREAKING  req/field-removed  users.Get.zone: string                                     api.yaml:8
            a literal that sets it does not compile any more (TS2353), and the server does not read it
      out/field-became-optional: A field may be left out
        BREAKING  out/field-became-optional  users.User.name                                    api.yaml:9
            code that relies on it does not compile any more (TS2345, TS18048), and old clients miss it
      renamed, as it seems
        BREAKING  req/action-removed  jobs_QueryJobs -> jobs_Query                             api.yaml:20
            its class and its method are gone (TS2339, TS2724), and the server does not know it any more

      not shown: 2 dangerous, 2 safe, 1 docs (--level docs)

      FAIL  5 breaking changes are not accepted. Accept: actionwright diff accept --reason "…""
    `);
  });

  it("has level, rule and place in the line of each change", () => {
    const lines = shown(report, { all: true })
      .split("\n")
      .filter((line) => /^ +(BREAKING|danger|safe|docs) /.test(line));
    expect(lines.length).toBe(report.changes.length);
    for (const line of lines)
      expect(line).toMatch(/^ +(BREAKING|danger|safe|docs) +(req|out|none)\/[a-z-]+ .* api\.yaml:\d+$/);
  });

  it("is coloured if that is wanted, and says the same", () => {
    const colored = shown(report, { color: true });
    expect(colored).toContain("\u001b[31mBREAKING");
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(shown(report));
  });

  it("shows what was agreed to by itself, and passes", () => {
    const { changes } = report;
    const accepts = changes.filter(({ level }) => level === "breaking").map(({ fingerprint }) => ({
      fingerprint, rule: undefined, where: undefined, base: report.old.digest?.slice(0, 15) ?? "", reason: "nobody calls it", by: "anna",
      until: "2026-12-31", issue: null, location: { file: "accept.yaml", line: 1, column: 1 },
    })); // prettier-ignore
    const text = shown(reportOf(old, next, { accepts }), { level: "breaking" });
    expect(text).toContain("accepted\n");
    expect(text).toContain("nobody calls it (by anna, until 2026-12-31)");
    expect(text).toMatch(/\nOK {2}nothing breaking that was not accepted$/);
  });
});

it("says once what was done to many names", () => {
  const names = ["Drop", "Get", "List", "Move"];
  const spec = (nameOf: (name: string) => string): string =>
    hub(
      `  - module: users\n    types:\n${names.map((name) => `      ${name}Args: { record: { id: string } }`).join("\n")}\n    actions:\n${names.map((name) => `      ${nameOf(name)}: { request: ${name}Args, output: unit }`).join("\n")}\n`,
    );
  const text = shown(
    reportOf(
      spec((name) => `users_${name}User`),
      spec((name) => `users_${name}`),
    ),
  );
  expect(text.split("\n\n")[1]).toMatchInlineSnapshot(`
    "renamed, as it seems
      BREAKING  req/action-removed  users_DropUser -> users_Drop                             api.yaml:13
          and 3 more like it (--all): without \`User\` in the name
          its class and its method are gone (TS2339, TS2724), and the server does not know it any more"
  `);
  expect(text).toContain("FAIL  4 breaking changes are not accepted");
});

describe("which nothing there is", () => {
  it.each([
    ["identical", old, old],
    ["differs only in order or in the version", old, old.replace('"0.1.0"', '"0.2.0"')],
    [
      "differs only in order and docs",
      old,
      old.replace(
        "users_Drop: { request: Drop, output: unit }",
        "users_Drop: { request: Drop, output: unit, docs: Drops. }",
      ),
    ],
    ["1 change, none at this level (dangerous)", old, old.replace("name: string", "name: string, more?: string")],
  ])("%s", (words, before, after) => {
    expect(shown(reportOf(before, after))).toContain(`\n\n${words}\n`);
  });
});

describe("the last line", () => {
  const broken = reportOf(old, old.replace("zone: string", ""));
  it.each([
    [{}, 'FAIL  1 breaking change is not accepted. Accept: actionwright diff accept --reason "…"'],
    [{ failOn: "never" }, "OK  nothing is held up"],
    [{ failOn: "any" }, 'FAIL  1 change is not accepted. Accept: actionwright diff accept --reason "…"'],
  ] as const)("%j", (options, last) => {
    expect(shown(broken, options).split("\n").at(-1)).toBe(last);
  });
});

describe("many changes", () => {
  it("of whole things that few callers meet are counted in one line, and named if everything is shown", () => {
    const spec = (types: number): string => {
      const all = Array.from({ length: types }, (_, index) => `      Event${index}: { record: { id: string } }\n`);
      return hub(
        `  - module: events\n    types:\n${all.join("")}    actions:\n      events_List: { output: list<Event0> }\n`,
      );
    };
    const [before, after] = [reportOf(spec(8), spec(1)), reportOf(spec(8), spec(4))];
    const lines = (all: boolean): readonly string[] => shown(before, { all }).split("\n").filter((line) => line.includes("none/type-removed")); // prettier-ignore
    expect(lines(false)).toEqual([
      "  danger    none/type-removed  7 types (--all): events.Event1, events.Event2, events.Event3, events…",
    ]);
    expect(lines(true).length).toBe(7);
    expect(shown(after).match(/none\/type-removed/g)?.length).toBe(4);
  });

  it.each([1_200, 5_000])("%d: a line for each that is shown, and few besides", (count) => {
    const many = manyChanges(count);
    const lines = shown(many).split("\n");
    expect(many.changes.length).toBe(count);
    expect(lines.filter((line) => line.includes("BREAKING")).length).toBe(count / 2);
    expect(lines.length).toBeLessThan(count / 2 + 10);
    expect(lines.every((line) => stringWidth(line) <= 100)).toBe(true);
  });
});

describe("hostile text", () => {
  const any = fc.tuple(hostileText, fc.constantFrom("action", "type", "rule"), fc.boolean());

  it("neither acts nor breaks a line, and fits", () => {
    fc.assert(
      fc.property(any, ([text, by, all]) => {
        for (const line of shown(withText(report, text), { by, all }).split("\n")) {
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\s*::|##\w*\[/u);
          // Whole places are worth more than a margin.
          if (!/:\d+$/.test(line)) expect(stringWidth(line)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it("comes out the same from a report that was read back", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const given = withText(report, text);
        expect(shown(JSON.parse(JSON.stringify(given)) as DiffReport)).toBe(shown(given));
      }),
    );
  });
});

it("knows the title of every kind, by which a reason is told from its message", () => {
  expect(report.changes.every(({ kind, message }) => message.startsWith(`${kinds[kind].title}: `))).toBe(true);
});

it("says where in the old spec what is gone was, though both have a file of that name", () => {
  const [removed] = report.changes.filter(({ where }) => where === "users_Drop");
  expect([old.split("\n")[(removed?.location.old?.line ?? 0) - 1], removed?.location.new]).toEqual(["      users_Drop: { request: Drop, output: unit }", null]); // prettier-ignore
});
