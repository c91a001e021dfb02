// The texts of `--help`: all in one shape, none wider than a terminal, and with examples of options that there are.
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { usage, verbUsage } from "../generator/cli/help.js";

const listed = [...usage.matchAll(/^ {2}([a-z]+)(?: [<[a-z]\S*)* {2,}\S/gm)].map(([, verb]) => verb);

it.each(Object.entries({ usage, ...verbUsage }))("%s fits a terminal", (_, text) => {
  expect(text.split("\n").filter((line) => stringWidth(line) > 100)).toEqual([]);
});

it("lists every verb that has a text", () => {
  expect([...listed].sort()).toEqual(Object.keys(verbUsage).sort());
});

describe.each(Object.entries(verbUsage))("%s", (verb, text) => {
  const parts = text.split("\n\n");
  const [usageLine = "", about = ""] = parts;
  const [examples = "", guide = ""] = parts.slice(-2);
  const commands = [...examples.matchAll(/^ {2}(?! )(.+)\n {6}\S/gm)].map(([, command = ""]) => command);

  it("says how it is called, and what it does", () => {
    expect(usageLine).toMatch(new RegExp(`^Usage: actionwright ${verb}\\b`));
    expect(about).toMatch(/^[A-Z].*\.$/s);
  });

  it("has one to three examples, each with what it is for", () => {
    expect(examples).toMatch(/^Examples\n/);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.length).toBeLessThan(4);
    expect(examples.split("\n").length).toBe(1 + 2 * commands.length);
    for (const command of commands) {
      expect(command).toMatch(new RegExp(`^actionwright ${verb}\\b`));
      const options = parts.slice(0, -2).join("\n\n");
      for (const [option] of command.matchAll(/ --?[a-z-]+/g)) expect(options).toContain(option.trim());
    }
  });

  it("names a page to read on", () => {
    expect(guide).toMatch(/^Guide: docs\/\S+\.md(?:, docs\/\S+\.md)*\n$/);
  });
});
