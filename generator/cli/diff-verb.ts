// The options of `diff` and of what stands beside it → what runs them.
import { readFile } from "node:fs/promises";
import { failLevels } from "../diff/gate.js";
import { groupings, policies } from "../diff/report.js";
import { unreachables } from "../diff/standards.js";
import { levels } from "../diff/verdict.js";
import type { Host } from "../load.js";
import { diffFormats, type JudgeOptions } from "./diff.js";
import { choiceOf, exit, type Exit, type Io } from "./io.js";
import type { Arguments } from "./verbs.js";

export async function runDiffVerb(given: Arguments, host: Host, io: Io): Promise<Exit> {
  const { flag, text, positionals } = given;
  if (flag("schema")) {
    io.out(await readFile(new URL("../../spec/diff-report.schema.json", import.meta.url), "utf8"));
    return exit.ok;
  }
  const [first, ...specs] = positionals;
  const own = { config: text("config") ?? "", target: text("target"), ...judgeOptions(given) };
  switch (first) {
    case "accept": {
      const { runAccept } = await import("./accept.js");
      return runAccept({ ...own, ...acceptOptions(given), specs }, host, io);
    }
    case "prune": {
      const { runPrune } = await import("./accept.js");
      return runPrune({ ...own, specs }, host, io);
    }
    case "rules": {
      const { renderRules } = await import("../diff/rules.js");
      io.out(`${renderRules(choiceOf(text("format") ?? "pretty", ["pretty", "json"], "format"), io.outColor)}\n`);
      return exit.ok;
    }
    default: {
      const { runDiff } = await import("./diff.js");
      return runDiff({ ...own, ...diffOptions(given), specs: positionals }, host, io);
    }
  }
}

export async function runChangelogVerb(given: Arguments, host: Host, io: Io): Promise<Exit> {
  const { text, positionals } = given;
  const { changelogFormats, runChangelog } = await import("./changelog.js");
  const { policy, zeroMinorForFeatures } = judgeOptions(given);
  const format = choiceOf(text("format") ?? "markdown", changelogFormats, "format");
  const own = { append: text("append"), date: text("date"), format, policy, zeroMinorForFeatures };
  return runChangelog({ ...own, specs: positionals, config: text("config") ?? "", target: text("target") }, host, io);
}

export async function runReleaseVerb(given: Arguments, host: Host, io: Io): Promise<Exit> {
  const { flag, text, positionals } = given;
  const { releaseFormats, runRelease } = await import("./release.js");
  const { policy, zeroMinorForFeatures } = judgeOptions(given);
  const format = choiceOf(text("format") ?? "pretty", releaseFormats, "format");
  const own = { base: text("base"), date: text("date"), dryRun: flag("dry-run"), format, policy, zeroMinorForFeatures };
  return runRelease({ ...own, targets: positionals, config: text("config") ?? "" }, host, io);
}

function judgeOptions({ flag, text }: Arguments): JudgeOptions {
  const choice = <T extends string>(name: string, values: readonly T[]): T | undefined => {
    const value = text(name);
    return value === undefined ? undefined : choiceOf(value, values, name);
  };
  return {
    policy: choice("policy", policies),
    unreachable: choice("unreachable", unreachables),
    zeroMinorForFeatures: flag("zero-minor-for-features"),
    checkVersion: flag("check-version"),
  };
}

function acceptOptions({ text, texts }: Arguments) {
  return {
    failOn: choiceOf(text("fail-on") ?? "breaking", failLevels, "level to fail on"),
    reason: text("reason"),
    by: text("by"),
    until: text("until"),
    issue: text("issue"),
    only: texts("only"),
  };
}

function diffOptions({ flag, text }: Arguments) {
  return {
    failOn: choiceOf(text("fail-on") ?? "breaking", failLevels, "level to fail on"),
    strictAccepts: flag("strict-accepts"),
    format: choiceOf(text("format") ?? "pretty", diffFormats, "format"),
    out: text("out"),
    exitZero: flag("exit-zero"),
    bump: flag("bump"),
    prove: flag("prove"),
    level: choiceOf(text("level") ?? "dangerous", levels, "level"),
    all: flag("all"),
    by: choiceOf(text("group") ?? "action", groupings, "grouping"),
  };
}
