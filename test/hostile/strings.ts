// Texts that would like to be something else where they come to stand.

export interface Hostile {
  readonly name: string;
  /** The text, with a mark in it by which it is found again; for the words that only count as they are, without. */
  readonly text: (mark: string) => string;
  /** It may be a name in code, mark and all. */
  readonly isWord?: boolean;
}

/** What no code of ours contains. */
export const mark = (index: number): string => `zqxj${index}`;

const around = (name: string, text: string): Hostile => ({ name, text: (own) => `${text}${own}${text}` });
const word = (text: string): Hostile => ({ name: text, text: () => text, isWord: true });

export const hostile: readonly Hostile[] = [
  around("the end of a comment", "*/ evil() /*"),
  around("the end of a comment, escaped", "*\\/ *\\\\/ evil() /**/"),
  around("the end of a comment at the end of lines", "*\n/ evil() *\r/ *\u200b/ evil() /*\n*/"),
  around("back-ticks", "` `` ``` ~~~ `evil()`"),
  around("fences", "\n```\nevil()\n```ts\nevil()\n~~~\n"),
  around("a substitution", "${evil()} `${evil()}` #{evil()}"),
  around("double quotes", '" + evil() + "'),
  around("single quotes", "' + evil() + '"),
  around("backslashes", "\\"),
  around("a backslash before a quote", '\\" + evil() //'),
  around("newlines", "\nevil();\n"),
  around("carriage returns", "\revil();\r"),
  around("line separators", "\u2028evil();\u2029evil();"),
  around("lone surrogates", "\ud800 evil \udc00"),
  around("a script", "</script><script>evil()</script><img src=x onerror=evil()>"),
  around("a comment of HTML", "<!-- evil() --> --> evil()"),
  around("links", "[evil](javascript:evil()) ![evil](x) [evil]: x <https://evil.example>"),
  around(
    "what GitHub makes of text",
    " $evil$ $$evil, evil$$ ($`evil`$) :tada: evil:+1:evil @evil @evil/evil `a`@evil`b` ",
  ),
  around("a path", "../../evil"),
  around("marks of direction", "\u202eevil\u2066\u200f\u200b\ufeff\u2060\u00ad\u061c"),
  around("controls", "\u0000\u0007\u001b[31mevil\u001b]0;evil\u0007\u0085\u009b"),
  around("a line comment", "// evil"),
  around("a placeholder", "{{placeholder}} {{name}} {name}"),
  around("directives", "@ts-ignore @ts-nocheck\n@ts-ignore\n// @ts-nocheck\n/// <reference path='evil' />"),
  around("tags of a doc", "{@link evil} @internal {@inheritDoc evil}\n@deprecated evil\n@example evil()"),
  around("a source map", "//# sourceMappingURL=evil\n# sourceMappingURL=evil"),
  around("replacement patterns", "$& $1 $` $' $$ $<evil>"),
  around("a heading", "\n# evil\n\n- evil\n\n|a|b|\n|-|-|\n\n---\n"),
  around("a seam of ours", "//~~~~~~ actionwright: the next piece"),
  around("eval", "eval('evil()') Function('evil()')() require('evil') import('evil')"),
  { name: "10,000 characters", text: (own) => `${own}${"x".repeat(10_000)}`, isWord: true },
  { name: "nothing", text: () => "", isWord: true },
  { name: "a blank", text: () => " ", isWord: true },
  ...["__proto__", "constructor", "prototype", "then", "toJSON", "hasOwnProperty", "evil"].map(word),
  ...["delete", "class", "await", "enum", "let", "static", "new", "undefined", "arguments", "eval"].map(word),
];

/** All that a text can contain, at once. */
export const everything: Hostile = {
  name: "everything",
  text: (own) => hostile.filter(({ isWord }) => isWord !== true).map((each) => each.text(own)).join(" "), // prettier-ignore
};

/** What is planted to compare with. */
export const harmless: Hostile = { name: "a word", text: (own) => own, isWord: true };
