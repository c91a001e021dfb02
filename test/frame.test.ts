// How diagnostics look: frames for people, JSON for programs, workflow commands for GitHub.
import { describe, expect, it } from "vitest";
import { createReport, type Diagnostic, type Format, type ReportOptions } from "../generator/diagnostics.js";
import { render } from "../generator/frame.js";

/** A diagnostic at the text between `‹` and `›`; those between `«` and `»` are the second place. */
function at(
  marked: string,
  options: ReportOptions = {},
  path = "a.yaml",
): { readonly diagnostics: readonly Diagnostic[]; readonly text: string } {
  // prettier-ignore
  const plain = marked.replace(/[‹›«»]/gu, "");
  const offset = (sign: string, others: string): number => marked.slice(0, marked.indexOf(sign)).replace(new RegExp(`[${others}]`, "gu"), "").length; // prettier-ignore
  const span = (open: string, close: string) => ({
    file: path,
    start: offset(open, "‹›«»"),
    end: offset(close, "‹›«»"),
  });
  const report = createReport();
  const related = marked.includes("«") ? [{ origin: span("«", "»"), message: "the other" }] : [];
  report("AW2003", span("‹", "›"), { expected: "a text", found: "a list" }, { related, ...options });
  return { diagnostics: report.all, text: plain };
}

function shown(marked: string, options?: ReportOptions, format: Format = "pretty"): string {
  const { diagnostics, text } = at(marked, options);
  return render(diagnostics, [{ path: "a.yaml", text }], { format, color: false });
}

/** The source line and the marks below it, without the gutter. */
function lines(marked: string): readonly [line: string, marks: string] {
  const [line = "", marks = ""] = shown(marked).split("\n").slice(3).map((text) => text.replace(/^.*?│ ?/u, "")); // prettier-ignore
  return [line, marks];
}

describe("a frame", () => {
  it("has a head, a place, the line, the marks and a way out", () => {
    expect(shown("types:\n  A: ‹x›\n", { label: "here", help: "write a list" })).toMatchInlineSnapshot(`
      "error[AW2003]: a text is needed here, and there is a list
        ┌─ a.yaml:2:6
        │
      2 │   A: x
        │      ^ here
        = help: write a list"
    `);
  });

  it("shows tabs as two columns, before the mark and in it", () => {
    expect(lines("\tkey:\t‹a\tb›")).toEqual(["  key:  a  b", "        ^^^^"]);
  });

  it("marks wide and combined characters by what they take on a screen", () => {
    expect(lines("名前: ‹値段›")).toEqual(["名前: 値段", "      ^^^^"]);
    expect(lines("e\u0301: ‹x›")).toEqual(["e\u0301: x", "   ^"]);
    expect(lines("👩: ‹🙂›")).toEqual(["👩: 🙂", "    ^^"]);
  });

  it("shows the part of a long line around the mark", () => {
    const [line, marks] = lines(`${"a".repeat(300)}‹bcd›${"e".repeat(300)}`);
    expect(line).toBe(`…${"a".repeat(60)}bcd${"e".repeat(97)}…`);
    expect(marks).toBe(`${" ".repeat(61)}^^^`);
  });

  it("marks of a long text what is shown of it", () => {
    const [line, marks] = lines(`‹${"b".repeat(300)}›`);
    expect(line).toBe(`${"b".repeat(100)}…`);
    expect(marks).toBe("^".repeat(80));
  });

  it("marks a span of several lines up to the end of the first", () => {
    expect(lines("key: ‹[a,\n  b]›")).toEqual(["key: [a,", "     ^^^"]);
  });

  it("has no line break of Windows in it", () => {
    const text = shown("a: b\r\n‹c›: d\r\n");
    expect(text).not.toContain("\r");
    expect(text).not.toContain("\uFFFD");
    expect(text).toContain("a.yaml:2:1");
  });

  it.each(["‹›", "a: b\n‹›", "a: b‹›"])("marks one column where nothing is left: %j", (marked) => {
    expect(shown(marked)).toMatch(/│ *\^$/);
  });

  it("shows a second place in the same file below, with gutters of one width", () => {
    const filler = "x: y\n".repeat(8);
    expect(shown(`«a»: 1\n${filler}‹b›: 2\n`)).toMatchInlineSnapshot(`
      "error[AW2003]: a text is needed here, and there is a list
         ┌─ a.yaml:10:1
         │
      10 │ b: 2
         │ ^
         ·
      1  │ a: 1
         │ - the other"
    `);
  });

  it("shows a second place in another file with the file's name", () => {
    const first = at("‹a›: 1");
    const related = [{ origin: { file: "b.json", start: 2, end: 5 }, message: "the other" }];
    const diagnostics = first.diagnostics.map((diagnostic) => ({ ...diagnostic, related }));
    const files = [
      { path: "a.yaml", text: first.text },
      { path: "b.json", text: '{ "x": 1 }' },
    ];
    expect(render(diagnostics, files, { format: "pretty", color: false })).toMatchInlineSnapshot(`
      "error[AW2003]: a text is needed here, and there is a list
        ┌─ a.yaml:1:1
        │
      1 │ a: 1
        │ ^
        ├─ b.json:1:3
        │
      1 │ { "x": 1 }
        │   --- the other"
    `);
  });

  it("names the place of a file that could not be read", () => {
    const { diagnostics } = at("‹a›");
    expect(render(diagnostics, [], { format: "pretty", color: false })).toMatch(/┌─ a\.yaml:1:1$/);
  });

  it("lets no control character and no mark of direction through", () => {
    const text = shown("\u001b[31m\u202e: ‹\u0007x›", { label: "\u001b[0m", help: "\u2066" });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("has colours if they are asked for, and the same text", () => {
    const { diagnostics, text } = at("«a»: ‹b›", { label: "here", help: "mend it" });
    const colored = render(diagnostics, [{ path: "a.yaml", text }], { format: "pretty", color: true });
    expect(colored).toContain("\u001b[31m");
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(render(diagnostics, [{ path: "a.yaml", text }], { format: "pretty", color: false })); // prettier-ignore
  });

  it("looks at no more of an endless line than it shows", () => {
    const { diagnostics, text } = at(`${"a".repeat(20_000_000)}‹b›${"c".repeat(20_000_000)}`);
    const many = Array.from({ length: 200 }, () => diagnostics).flat();
    const before = performance.now();
    render(many, [{ path: "a.yaml", text }], { format: "pretty", color: false });
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

describe("--format json", () => {
  it("escapes what would act on a screen, and nothing that is text", () => {
    const acting = [[0x80, 0x9f], [0x200e, 0x200f], [0x2028, 0x202e], [0x2066, 0x2069]].flatMap(([from = 0, to = 0]) => Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index))).join(""); // prettier-ignore
    const label = `${acting}\u001b é 名 🙂 \u00a0\u200d`;
    const text = shown("a: ‹b›", { label }, "json");
    expect(text).toMatch(/^(?:\n|\u200d|[^\p{Cc}\p{Cf}\u2028\u2029])*$/u);
    expect(text).toContain("\\u0085");
    expect(text).toContain("\\u202e");
    expect(text).toContain("é 名 🙂 \u00a0\u200d");
    expect((JSON.parse(text) as { diagnostics: readonly { label: string }[] }).diagnostics[0]?.label).toBe(label);
  });

  it("is one object, with counts, and places that count from 1 in UTF-16 units", () => {
    expect(JSON.parse(shown("🙂: ‹b›\n«c»: d", { label: "here", help: "mend it" }, "json"))).toEqual({
      version: 1,
      summary: { error: 1, warning: 0, info: 0 },
      diagnostics: [
        {
          code: "AW2003",
          severity: "error",
          message: "a text is needed here, and there is a list",
          file: "a.yaml",
          start: { line: 1, column: 5 },
          end: { line: 1, column: 6 },
          label: "here",
          related: [
            { message: "the other", file: "a.yaml", start: { line: 2, column: 1 }, end: { line: 2, column: 2 } },
          ],
          help: "mend it",
        },
      ],
    });
  });

  it("is an object for no diagnostics, and leaves out what there is not", () => {
    const report = createReport();
    expect(JSON.parse(render(report.all, [], { format: "json", color: false }))).toEqual({ version: 1, summary: { error: 0, warning: 0, info: 0 }, diagnostics: [] }); // prettier-ignore
    report("AW7007", undefined, { path: "x" });
    expect(JSON.parse(render(report.all, [], { format: "json", color: false })).diagnostics).toEqual([{ code: "AW7007", severity: "error", message: "there is no `x`" }]); // prettier-ignore
  });
});

describe("--format github", () => {
  it("is a command a line, with its place", () => {
    expect(shown("a: ‹b›", { help: "mend it" }, "github")).toBe("::error file=a.yaml,line=1,col=4,endLine=1,endColumn=5,title=AW2003::a text is needed here, and there is a list: mend it"); // prettier-ignore
  });

  it("escapes what would end a command or a property", () => {
    const report = createReport();
    report("AW7007", { file: "a,b:c%\n.yaml", start: 0, end: 0 }, { path: "100%\r\n::error::x" });
    expect(render(report.all, [], { format: "github", color: false })).toBe("::error file=a%2Cb%3Ac%25%0A.yaml,line=1,col=1,endLine=1,endColumn=1,title=AW7007::there is no `100%25%0D%0A::error::x`"); // prettier-ignore
  });

  it("calls warnings and infos what GitHub calls them, and needs no place", () => {
    const report = createReport();
    report("AW1017", undefined, { name: "x" });
    report("AW2171", undefined, { names: "`x`" });
    expect(render(report.all, [], { format: "github", color: false }).match(/^::\w+ title=AW\d+/gm)).toEqual(["::warning title=AW1017", "::notice title=AW2171"]); // prettier-ignore
  });
});

describe("a report", () => {
  it("is in the order of files, places and codes, and says the same thing once", () => {
    const report = createReport();
    const origin = (file: string, start: number) => ({ file, start, end: start + 1 });
    report("AW2003", origin("b", 0), { expected: "a", found: "b" });
    report("AW2002", origin("a", 9), { key: "y" });
    report("AW2003", origin("a", 9), { expected: "a", found: "b" });
    report("AW2002", origin("a", 9), { key: "x" });
    report("AW2002", origin("a", 9), { key: "y" });
    report("AW2003", origin("a", 2), { expected: "a", found: "b" });
    expect(report.all.map(({ code, origin: at, message }) => `${at?.file ?? ""}${at?.start ?? ""} ${code} ${message}`)).toEqual([
      "a2 AW2003 a is needed here, and there is b",
      "a9 AW2002 the key `y` is missing",
      "a9 AW2002 the key `x` is missing",
      "a9 AW2003 a is needed here, and there is b",
      "b0 AW2003 a is needed here, and there is b",
    ]); // prettier-ignore
    expect(report.hasErrors).toBe(true);
  });

  it("has no errors where there are only warnings", () => {
    const report = createReport();
    report("AW1017", undefined, { name: "x" });
    expect(report.hasErrors).toBe(false);
  });

  it("takes no message with a hole in it", () => {
    expect(() => createReport()("AW2002", undefined, {})).toThrow("no parameter {key}");
  });
});
