// Patterns of a spec: those that can explode are found before anything runs them, harmless ones are let through, and whatever
// is matched has a deadline.
import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse, matches } from "../generator/check/patterns.js";
import { repository } from "./support/folder.js";
import { apiOf, diagnose } from "./support/spec.js";

const exponential = [
  "(a+)+$", "^(a+)+$", "(.*)*x", "([a-z]+)*\\d", "(\\w+\\s?)*$", "^(\\w+\\s?)*$", "(a*)*b", "(a*)+b",
  "((a+)+)+b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "(\\d+)*[a-z]", "^(\\d+|\\d+\\.)*$", "(?:a+)+b",
  "(?<n>a+)+b", "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
  "^(?:\\s*\\w+\\s*)*;", "(a{1,}){2,}b", "^(.+)+,$", "(\\p{L}+)*\\d",
]; // prettier-ignore

const harmless = [
  "^[a-z]+$", "^\\d{4}-\\d{2}-\\d{2}$", "^[a-zA-Z0-9][a-zA-Z0-9._-]*$",
  "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$",
  "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
  "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", "^(ab|cd)*$",
  "^#(?:[0-9a-f]{3}){1,2}$", "^(\\d+,)*\\d+$", "^/(?:[^/]+/)*$", "^[a-z]+(?:_[a-z0-9]+)*$", "^\\p{Lu}\\p{L}*(?: \\p{L}+)*$", "",
]; // prettier-ignore

/** Alternatives that can match the same text, and other ways to read a text in two ways within a loop. */
const ambiguous = [
  "(a|a)*b", "(a|aa)+$", "(a|b|ab)*c", "(?:[ab]|a)*c", "(a?b?)*c", "(?:(?:|)a)*b", "(?:a|b|ab)*?c",
  "^(?:(?:a|b)|(?:a|c))*$", "(?:[a-z]{1,63}\\.?)+$", "(?:[a-z]{1,2048}\\.?)+$", "(?:,[a-z]{0,9}[a-z0-9]{0,9})*;",
  // what is matched otherwise in the end, but only after all else was tried
  "(a|a)*b|", "(?:(a|a)*b)?", "(?:a(?:b|b)*c)*", "(?:[ab]|[ab])*aaa", "(?:[ab]|[ab]|a{1,2})*a", "(?:(?:a|[ab]){2})*a",
  // lookarounds, boundaries, a backreference after
  "(a|a)*(?=b)", "x(?=(a|a)*b)", "x(?!(a|a)*b)", "(?<=b(a|a)*)x", "(?:\\w|\\d)+\\b-", "(\")(?:\\w|\\d)*\\1", "(?:(?!foo)\\w+|foo)*x",
  // counted so often that it makes no difference
  "(?:a|a){1,1000}b", "(a|a){32}b", "^(\\w+\\s?){1,100}$", "(a+){1,50}b",
  // seen in the wild: minimatch, marked, ua-parser, moment, Cloudflare's WAF, blank texts, paths, e-mail, numbers
  "^(?:(?!(?:\\/|^)\\.).|\\.\\.|[^/])*?\\/$", "^((?:[^\\\\]|\\\\.|\\\\)*)`", "^(?:[\\w.]|[\\w-])+;", "^\\D*(?:\\d+|\\d+\\s?)+[^D]$",
  "(?:(?:\"|'|\\]|\\}|\\\\|\\d|(?:nan|infinity|true|false|null|undefined|symbol|math)|`|-|\\+)+[)]*;?((?:\\s|-|~|!|\\{\\}|\\|\\||\\+)*.*(?:.*=.*))+;)",
  "(.|\\s)*\\S", "^(.|\\s)*x$", "^(\\/?[\\w.-]*)*\\/$", "^([\\w.-]|[\\w-])+@x$", "^(?:[0-9]+[.,]?)+%$", "(?:\\p{L}|\\p{Lu})+;",
]; // prettier-ignore

/** Ambiguous or nearly so, and harmless: nothing can make them fail, or the text is read in one way only. */
const unambiguous = [
  "(a|a)*", "(a+)+", "(a*)*", "(a|b?)*b", "(a?)*b", "(?:a?){2,}b", "^(?:.|\\s)*$", "^(?:[^]+)*$", "^(?:.|[^x])*$", "(?:foo|bar)+", "(?:a|a)*a*b?",
  "(a|a)*aaa", "(?:\\w|\\d)*a?", "(\\w|\\d)+\\b", "^(?:a|b)*$", "^(?:ab|a)c*$", "^\\w+(?:\\.\\w+)*$", "(?:ab|ac)*d", "(?:ab|a)*c",
  "(?:\\w+(?:,|$))*x", "(?:(?:^|,)a*)*x", "(?:\\w+\\b\\s*)*$", "^(?:\\b\\w+\\b\\W*)*$", "(?:(?!--)[a-z-])*$", "(?<=(?:ab|cd)*)x",
  "([\"'])(?:(?!\\1)[^\\\\]|\\\\.)*\\1", "\"(?:[^\"\\\\]|\\\\.)*\"", "/\\*(?:[^*]|\\*(?!/))*\\*/", "^(?:%[0-9a-f]{2}|[\\w.~-])*$",
  "(?:a{64})*b", "(?:(?:a{64}|a{128}),)*;", "(?:(?:ab){32},?)*;", "^(?:[A-Za-z0-9]{1,2048},)*$", "(a|a){10}b", "^[a-z]{1,4096}(?:,[a-z]{1,4096})*$",
  "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)$", "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$",
  "^[\\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$",
  "^P(?:\\d+Y)?(?:\\d+M)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?$", "^arn:(?:[a-z-]+:){2}(?:[^:]*:)*[^:]*$", "^(?:[a-z]+|\\d+)(?:[ ,](?:[a-z]+|\\d+))*$",
]; // prettier-ignore

describe("patterns that explode", () => {
  it.each([...exponential, ...ambiguous])("%s is found", (pattern) => {
    expect(analyse(pattern).kind).toBe("exponential");
  });

  it.each(["(a+)+$", "(\\w+\\s?)*$"])("%s is an error where a request has it", (pattern) => {
    const spec = (name: string): string => apiOf(`types:\n  ${name}: { record: { x: { type: string, pattern: ${JSON.stringify(pattern)} } } }\nactions:\n  hub_Put: { request: ${name}, output: unit }\n`); // prettier-ignore
    expect(diagnose(spec("PutAction")).map(({ code }) => code)).toContain("AW2133");
  });
});

it("names the innermost repetition that explodes", () => {
  expect(analyse("^(?:x(?:a|a)*y)+$")).toEqual({ kind: "exponential", part: "(?:a|a)*" });
});

describe("patterns that do not", () => {
  it.each([...harmless, ...unambiguous])("%s is let through", (pattern) => {
    expect(analyse(pattern)).toEqual({ kind: "fine" });
  });

  const used = patternsOf("spec");
  it("are all those of our specs", () => {
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((pattern) => analyse(pattern).kind !== "fine")).toEqual([]);
  });
});

describe("a pattern that is not judged in time", () => {
  const intricate = [
    `^(?:${Array.from({ length: 60 }, (_, index) => `(?:a${index}|[a-z]+\\d*)?`).join("")})+$`,
    `${"(".repeat(2_000)}a${")*".repeat(2_000)}`,
    `(?:${Array.from({ length: 3_000 }, (_, index) => `w${index}`).join("|")})*x`,
    `^(?:${"(?=.*a)(?!.*b)".repeat(40)}.)*$`,
    `(${"a?".repeat(200)})*b`,
    `^(?:a{1,1000}){1,1000}(?:b{1,1000}){1,}c$`,
    `(?:${Array.from({ length: 2_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("|")})*x`,
    "(?:ab)*".repeat(1_000),
    "(?:[a-z]{1000}|[a-z]{999})*;",
    `${"(".repeat(300)}a${"){2,}".repeat(300)}b`,
  ];
  it("is reported as such", () => {
    expect(analyse(`(?:${Array.from({ length: 3_000 }, (_, index) => `w${index}`).join("|")})*x`)).toEqual({ kind: "unknown" });
  }); // prettier-ignore

  it.each(intricate.map((pattern) => [pattern.slice(0, 30), pattern]))("ends: %s", (_, pattern) => {
    expect(["fine", "invalid", "exponential", "unknown"]).toContain(analyse(pattern).kind);
  });

  it.each([
    ["^(a+)+$", `${"a".repeat(40)}!`],
    ["(.*)*x", "a".repeat(5_000)],
    ["(a|aa)+$", `${"a".repeat(200)}!`],
  ])("is matched with a deadline: %s", (pattern, text) => {
    expect([undefined, false]).toContain(matches(pattern, text));
  });

  it("is let through where it is one repetition of a text of any length", () => {
    expect(matches("^a*$", "a".repeat(100_000))).toBe(true);
    expect([undefined, false]).toContain(matches("a*b", "a".repeat(200_000)));
    expect([undefined, false]).toContain(matches("\\s*a*\\s*a*b", `${" a".repeat(30_000)}`));
  });

  it("ends in a spec with many examples of it", () => {
    const examples = Array.from({ length: 50 }, (_, index) => `"${"a".repeat(40 + index)}!"`).join(", ");
    const spec = apiOf(
      `types:\n  Text: { opaque: string, pattern: "^(a+)+$", examples: [${examples}] }\nactions: {}\n`,
    );
    expect(diagnose(spec).map(({ code }) => code)).toContain("AW2135");
  });
});

describe("a matcher that counts its steps", () => {
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      fc.constantFrom<Node>({ letters: "a" }, { letters: "b" }, { letters: "ab" }),
      fc.array(tie("node"), { maxLength: 3 }).map((sequence): Node => ({ sequence })),
      fc.array(tie("node"), { minLength: 2, maxLength: 3 }).map((choice): Node => ({ choice })),
      fc
        .tuple(tie("node"), fc.constantFrom([0, Infinity], [1, Infinity], [2, Infinity], [0, 1], [1, 2]))
        .map(([repeated, [min = 0, max = 0]]): Node => ({ repeated, min, max })),
    ),
  }));
  const pattern = fc
    .tuple(node, fc.constantFrom("c", "a"))
    .map(([repeated, letters]): Node => ({ sequence: [{ repeated, min: 0, max: Infinity }, { letters }] }))
    .filter((whole) => textOf(whole).length < 30);

  it("needs exponentially many for a pattern just if it is reported", () => {
    fc.assert(
      fc.property(pattern, (whole) => {
        expect([textOf(whole), analyse(textOf(whole)).kind]).toEqual([textOf(whole), explodes(whole) ? "exponential" : "fine"]); // prettier-ignore
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

type Node =
  | { readonly letters: string }
  | { readonly sequence: readonly Node[] }
  | { readonly choice: readonly Node[] }
  | { readonly repeated: Node; readonly min: number; readonly max: number };

function textOf(node: Node): string {
  if ("letters" in node) return `[${node.letters}]`;
  if ("sequence" in node) return node.sequence.map(textOf).join("");
  if ("choice" in node) return `(?:${node.choice.map(textOf).join("|")})`;
  return `(?:${textOf(node.repeated)}){${node.min},${node.max === Infinity ? "" : node.max}}`;
}

const MOST_STEPS = 300_000;

/** The steps that a backtracking matcher, as ECMA-262 describes it, takes at the start of a text. */
function stepsOf(pattern: Node, text: string): number {
  let steps = 0;
  const run = (node: Node, at: number, then: (at: number) => boolean): boolean => {
    if (++steps > MOST_STEPS) return true;
    if ("letters" in node) return at < text.length && node.letters.includes(text.charAt(at)) && then(at + 1);
    if ("choice" in node) return node.choice.some((one) => run(one, at, then));
    if ("sequence" in node) {
      const [first, ...rest] = node.sequence;
      return first ? run(first, at, (next) => run({ sequence: rest }, next, then)) : then(at);
    }
    const { repeated, min, max } = node;
    const again = (count: number, from: number): boolean =>
      (count < max && run(repeated, from, (to) => !(count >= min && to === from) && again(count + 1, to))) ||
      (count >= min && then(from));
    return again(0, at);
  };
  run(pattern, 0, () => true);
  return steps;
}

/**
 * Whether the steps for some word of up to four letters are multiplied each time that it is repeated once more: by the golden
 * ratio at least, with `(?:a|aa)*`. Thirteen to fourteen times, n^5 would be multiplied by 1.45.
 */
function explodes(pattern: Node): boolean {
  const longer = (words: readonly string[]): string[] => words.flatMap((word) => [`${word}a`, `${word}b`]);
  const two = longer(["a", "b"]);
  const words = ["a", "b", ...two, ...longer(two), ...longer(longer(two))];
  return words.some((word) =>
    [6, 14].some((rounds) => {
      const [fewer, more] = [rounds - 1, rounds].map((count) => stepsOf(pattern, `${word.repeat(count)}!`)) as [number, number];
      return fewer > MOST_STEPS || more / fewer >= (rounds === 6 ? 3 : 1.55);
    }),
  ); // prettier-ignore
}

/** Every pattern of the specs below a folder. */
function patternsOf(folder: string): readonly string[] {
  const files = readdirSync(`${repository}/${folder}`, { recursive: true, encoding: "utf8" });
  return files
    .filter((path) => path.endsWith(".yaml"))
    .flatMap((path) => [
      ...readFileSync(`${repository}/${folder}/${path}`, "utf8").matchAll(
        /\bpattern: (?:"((?:[^"\\]|\\.)*)"|'([^']*)')/g,
      ),
    ]) // prettier-ignore
    .map(([, double, single]) => (double === undefined ? (single ?? "") : (JSON.parse(`"${double}"`) as string)));
}
