// The runner of pages itself: what it writes, runs and compares, and that it tells a page that is not true.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.js";
import { compare, renderDifference, runPage, type Difference } from "../support/literate.js";

const sh = (...lines: readonly string[]): string => ["```sh", ...lines, "```", ""].join("\n");

/** Runs a page in a new folder. */
async function page(markdown: string): Promise<{ readonly found: Difference | undefined; readonly folder: string }> {
  const [folder, logs] = [await temporaryFolder(), await temporaryFolder()];
  const found = await runPage("PAGE.md", markdown, { folder, env: { PATH: process.env["PATH"] ?? "", PAGE_LOGS: logs } }); // prettier-ignore
  return { found, folder };
}

describe.concurrent("a page that is true", () => {
  it.each([
    ["one line", sh("echo one", "# → one")],
    ["beside the command", sh("echo one # → one")],
    ["several lines, both streams", sh("echo one; echo two >&2; echo; echo three", "# → one", "# → two", "# →", "# → three")], // prettier-ignore
    ["what varies", sh("echo took 12 ms", "# → took … ms")],
    ["lines that vary", sh("seq 9", "# → 1", "# → …", "# → 9")],
    ["no lines where some may be", sh("echo 1", "# → …", "# → 1", "# → …")],
    ["an exit code", sh("echo no; false", "# → no", "# → (exit code 1)")],
    ["a command over lines", sh("echo one \\", "  two", "# → one two")],
    ["remarks and empty lines", sh("# first", "echo one # a remark", "", "# → one")],
    ["a quote", sh(`echo "it's" 'a "quote"'`, `# → it's a "quote"`)],
    ["what the shell keeps", sh("mkdir in && cd in", "NAME=one") + sh("echo $(basename $PWD) $NAME", "# → in one")],
    ["a block that is not for here", `<!-- not run: only in a clone -->\n\n${sh("false")}`],
    ["a console that is shown", "```console\n$ false\n```\n"],
    ["a block in a list", "- first\n\n  ```sh\n  echo one\n  # → one\n  ```\n"],
  ])("%s", async (_, markdown) => {
    const { found } = await page(markdown);
    expect(found && renderDifference(found)).toBeUndefined();
  });
});

describe.concurrent("a page that is not true", () => {
  it.each([
    ["another line", sh("echo one", "# → two"), ["PAGE.md:3", "two", "one"]],
    ["a later line", sh("echo 1; echo 2; echo 3", "# → 1", "# → 2", "# → 4"), ["PAGE.md:5", "4", "3"]],
    ["less than it says", sh("echo 1", "# → 1", "# → 2"), ["PAGE.md:4", "2", "(no more)"]],
    ["more than it says", sh("echo 1; echo 2", "# → 1"), ["PAGE.md:3", "(no more)", "2"]],
    ["silence", sh("true", "# → 1"), ["PAGE.md:3", "1", "(no more)"]],
    ["a failure that it keeps quiet about", sh("true", "false"), ["PAGE.md:3", "exit code 0", "exit code 1"]],
    ["a failure behind the right words", sh("echo 1; false", "# → 1"), ["PAGE.md:2", "exit code 0", "exit code 1"]],
    ["a failure that did not come", sh("true", "# → (exit code 4)"), ["PAGE.md:2", "exit code 4", "exit code 0"]],
    ["a program that is not there", sh("no-such-program"), ["PAGE.md:2", "exit code 0", "exit code 127"]],
    ["what is no command", sh("if then"), ["PAGE.md:2", "exit code 0", "exit code 2"]],
    ["an end of the shell", sh("exit 3") + sh("echo more"), ["PAGE.md:2", "exit code 0", "exit code 3"]],
    ["a later block", `${sh("true")}\nText.\n\n${sh("echo one", "# → two")}`, ["PAGE.md:9", "two", "one"]],
    ["letters for which patterns have a use", sh("echo abc", "# → a.c"), ["PAGE.md:3", "a.c", "abc"]],
  ])("%s", async (_, markdown, [place, expected, received]) => {
    expect((await page(markdown)).found).toMatchObject({ place, expected, received });
  });

  it("shows the place, the command, both lines and all of the output", async () => {
    const { found } = await page(sh("echo one; echo two", "# → one", "# → three"));
    expect(found && renderDifference(found)).toBe(
      "PAGE.md:4: $ echo one; echo two\n  expected: three\n  received: two\nall that it printed:\none\ntwo\n",
    );
  });

  it("runs nothing after it", async () => {
    const { folder } = await page(sh("echo one", "# → two") + sh("touch later"));
    expect(existsSync(join(folder, "later"))).toBe(false);
  });

  it("may not say what is printed before there is a command", async () => {
    await expect(page(sh("# → one"))).rejects.toThrow("line 2 says what is printed");
  });
});

describe.concurrent("files", () => {
  it.each([
    ["yaml", "# spec/shop.yaml", "a: 1", "# spec/shop.yaml\na: 1\n"],
    ["ts", "// src/call.ts", "call();", "// src/call.ts\ncall();\n"],
    ["json", "// a.json", "{}", "{}\n"],
    ["html", "<!-- a.html -->", "<p>", "<!-- a.html -->\n<p>\n"],
  ])("are written of blocks that begin with their name: %s", async (language, first, rest, text) => {
    const { folder } = await page(`\`\`\`${language}\n${first}\n${rest}\n\`\`\`\n`);
    const [path = ""] = /[\w/]+\.\w+/.exec(first) ?? [];
    expect(readFileSync(join(folder, path), "utf8")).toBe(text);
  });

  it("are there for what stands below, and are written again", async () => {
    const file = (text: string): string => `\`\`\`yaml\n# a.yaml\n${text}\n\`\`\`\n`;
    const see = (text: string): string => sh("tail -1 a.yaml", `# → ${text}`);
    expect((await page(file("one") + see("one") + file("two") + see("two"))).found).toBeUndefined();
  });

  it("are not made of a block with another comment, or outside the page's folder", async () => {
    const { folder } = await page("```yaml\n# what it is for\na: 1\n```\n```yaml\n# ../a.yaml\na: 1\n```\n");
    expect(existsSync(join(folder, "..", "a.yaml"))).toBe(false);
  });
});

describe.concurrent("in the background", () => {
  it("is waited for until it says what the page has of it, and ended by the page", async () => {
    const { found } = await page(
      sh("(sleep 0.2; echo ready; exec sleep 1000) &", "# → ready") + sh("kill %1", "wait", "jobs", "# → …"),
    );
    expect(found).toBeUndefined();
  });

  it("says nothing into what comes after it", async () => {
    expect((await page(sh("yes &", "echo one", "# → one"))).found).toBeUndefined();
  });

  it("ends with the page", async () => {
    const { folder } = await page(
      sh("while :; do date +%s%N >beat; sleep 0.02; done &", "until [ -s beat ]; do :; done"),
    );
    const beat = (): string => readFileSync(join(folder, "beat"), "utf8");
    const last = beat();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(beat()).toBe(last);
  });
});

it("takes its time with patterns that could be read in many ways only once", () => {
  const expected = Array.from({ length: 12 }, (_, line) => ({ line, text: line % 2 ? "a" : "…" }));
  expect(compare(expected, `${"b\n".repeat(40)}`)).toMatchObject({ expected: "a" });
});
