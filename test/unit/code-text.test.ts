import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { access, comment, doc, key, lineComment, literal, markdown, member, str } from "../../generator/code/text.js";
import type { Json } from "../../generator/model.js";

/** What specs were found to contain in the advisories of other generators, and worse. */
const hostile = [
  "*/ alert(1) /*",
  "*\\/ */",
  "/ */",
  "**/",
  "`${alert(1)}`",
  `"; alert(1); "`,
  `'; alert(1); '`,
  "\\",
  '\\"',
  "a\r\nb\rc\nd",
  "a\u2028b\u2029c\u0085d",
  "\u0000\u0007\u001b[31mred\u007f",
  "\u202eesrever\u202c \u2066x\u2069 \u200f",
  "\ufeff\u200b",
  "\ud800 lone \udc00",
  "💥 é 漢字",
  "__proto__",
  "constructor",
  "</script><!--",
  "@deprecated not really",
  "see {@link evil} or @internal",
  "//# sourceMappingURL=x",
  "",
  " ",
  "2fa",
  "content-type",
  "```ts\n@x\n```",
  "\u{e0041}tag",
];

/** The text of everything in a program but its comments and string literals. */
function codeOf(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
  let code = "";
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    code += token === ts.SyntaxKind.StringLiteral ? "S" : scanner.getTokenText();
  }
  return code;
}

function evaluate(expression: string): unknown {
  return new Function(`"use strict"; return (${expression});`)();
}

describe("str", () => {
  it.each(hostile)("gives %j back and is one literal", (text) => {
    expect(evaluate(str(text))).toBe(text);
    expect(codeOf(str(text))).toBe("S");
    expect(str(text)).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]*$/);
    expect(str(text)).not.toMatch(/\p{Surrogate}/u);
  });
});

describe("key, member, access", () => {
  it("quotes only what needs it", () => {
    expect(["a", "$b_1", "delete", "constructor"].map(key)).toEqual(["a", "$b_1", "delete", "constructor"]);
    expect(["content-type", "2fa", "", "é"].map(key)).toEqual(['"content-type"', '"2fa"', '""', '"é"']);
    expect([key("__proto__"), member("__proto__")]).toEqual(['["__proto__"]', "__proto__"]);
    expect([access("a"), access("a-b")]).toEqual([".a", '["a-b"]']);
  });
  it.each(hostile)("makes an own member of %j", (text) => {
    const made = evaluate(`{ ${key(text)}: 1 }`) as object;
    expect(Object.keys(made)).toEqual([text]);
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(codeOf(`interface A { ${member(text)}: S }`)).toMatch(/^interfaceA\{([\w$]+|S):S\}$/);
  });
});

describe("literal", () => {
  it("gives JSON back, deep, with every key as a member", () => {
    const inner = Object.fromEntries(hostile.map((text, index) => [`${text}${index}`, [text, { [text]: null }]]));
    const value = JSON.parse(`{"__proto__":{"a":[1,-0.5,1e21,true,null]},"inner":${JSON.stringify(inner)}}`) as Json;
    expect(JSON.stringify(evaluate(literal(value)))).toBe(JSON.stringify(value));
  });
  it("is short", () => expect(literal({ a: [1, "b"], "c-d": {} })).toBe('{ a: [1, "b"], "c-d": {} }'));
});

describe("doc", () => {
  const tagsOf = (text: string): readonly string[] => {
    const file = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ES2022, true);
    const [statement] = file.statements;
    return statement === undefined ? ["no statement"] : ts.getJSDocTags(statement).map((tag) => tag.tagName.text);
  };

  it.each(hostile)("keeps %j inside the comment, without tags", (text) => {
    const printed = `${comment({ parts: [text], tags: [] })}export const a = 1;`;
    expect(codeOf(printed)).toBe("exportconsta=1;");
    expect(tagsOf(printed)).toEqual([]);
    expect(printed).toMatch(
      /^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]*$/,
    );
  });

  it.each(hostile)("keeps %j inside a tag", (text) => {
    const printed = `${comment({
      parts: ["x"],
      tags: [
        { name: "deprecated", text },
        { name: "example", text, code: str(text) },
      ],
    })}export const a = 1;`;
    expect(codeOf(printed)).toBe("exportconsta=1;");
    expect(tagsOf(printed)).toEqual(["deprecated", "example"]);
  });

  it.each(hostile)("keeps %j inside a line comment", (text) => {
    expect(codeOf(`${lineComment(text)}\nexport const a = 1;`)).toBe("exportconsta=1;");
  });

  it("lets our own tags and links through", () => {
    expect(doc({ parts: [{ ours: "See {@link A}." }], tags: [{ name: "beta", text: "" }] })).toBe(
      "See {@link A}.\n\n@beta",
    );
  });

  it("wraps long lines, but neither code nor before what Markdown would take for a block", () => {
    const words = Array.from({ length: 40 }, () => "words").join(" ");
    for (const line of doc({ parts: [words], tags: [] }).split("\n")) expect(line.length).toBeLessThanOrEqual(110);
    const code = "```\n" + words + "\n```";
    expect(doc({ parts: [code], tags: [] })).toBe(code);
    const dashes = `${"x".repeat(108)} - b`;
    expect(doc({ parts: [dashes], tags: [] })).toBe(`${"x".repeat(108)} -\nb`);
    expect(doc({ parts: [`- ${words}`], tags: [] }).split("\n")[1]).toMatch(/^ {2}words/);
  });

  it.each([
    ["more of it.", `${"x".repeat(109)}\nover more of it.`],
    ["`code` of it.", `${"x".repeat(109)}\nover \`code\` of it.`],
    ["- an item", `${"x".repeat(109)}\nover\n- an item`],
    ["2. an item", `${"x".repeat(109)}\nover\n2. an item`],
    ["> a quote", `${"x".repeat(109)}\nover\n> a quote`],
    ["# a heading", `${"x".repeat(109)}\nover\n# a heading`],
    ["```", `${"x".repeat(109)}\nover\n\`\`\``],
    ["---", `${"x".repeat(109)}\nover\n---`],
    ["\nAnother.", `${"x".repeat(109)}\nover\n\nAnother.`],
  ])("what is too much for a line begins the next one, unless it is no more of the paragraph: %j", (next, expected) => {
    expect(doc({ parts: [`${"x".repeat(109)} over\n${next}`], tags: [] })).toBe(expected);
  });

  it("takes 100,000 hostile words in little time", () => {
    const started = performance.now();
    doc({ parts: ["@a */ ".repeat(100_000)], tags: [] });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("markdown", () => {
  it.each([
    ["a *b* [c](d) <e> `f*` #1", "a \\*b\\* \\[c\\](d) &lt;e&gt; `f*` \\#1"],
    ["$a+b$, $$ c $$ and $`d`$.", "`$a+b$`, `$$ c $$` and `$d$`."],
    ["costs $5 and $10, US$5-US$6, ${a} and ${b}", "costs $5 and $10, US$5-US$6, ${a} and ${b}"],
    [":tada:, urn:uuid:1 and +1 at 10:30:45", "`:tada:`, `urn:uuid:1` and +1 at 10:30:45"],
    ["@acme and (@acme/hub), not me@acme.org", "`@acme` and (`@acme/hub`), not me@acme.org"],
    ["`a`@b`c`", "`a` `@b` `c`"],
  ])("leaves of %j only what has no meaning", (text, expected) => {
    expect(markdown(text)).toBe(expected);
  });

  it("has nothing outside of code that GitHub would make a formula, an emoji or a link of", () => {
    const pieces = ["$", "$", "`", ":", "@", "a", "b c", "+1", " ", "<", "|", "(", "\\n", "7"];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(""));
    const formula = /(?<![\w$])\$(?:\$[^$`]+\$|[^\s$`](?:[^$`]*[^\s$`])?)\$(?![\w$])/; // none has code within
    fc.assert(
      fc.property(text, (each) => {
        const shown = markdown(each).replace(/<code>.*?<\/code>/g, "`x`");
        const plain = shown.replace(/`[^`]*`|\\([^\w\s])/g, (_, escaped?: string) => (escaped === "`" ? "'" : (escaped ?? "`x`"))); // prettier-ignore
        expect(plain).not.toMatch(formula);
        expect(plain).not.toMatch(/:(?:[a-z]\w*|\+1):|(?<!\w)@\w/);
      }),
    );
  });

  it.each(["@", ":", ":a", "$a", "$$", "$`", "`", "a:", "+:-", "$ "])(
    "takes 100,000 times %j in little time",
    (text) => {
      expect(markdown(text.repeat(100_000))).not.toBe("");
    },
    2_000,
  );
});
