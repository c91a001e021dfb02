// `explain`: the name of a diagnostic or of a kind of change → what it means.
import { catalogue, type Code } from "../catalogue/index.js";
import { explainKind, explainedNames } from "../diff/rules.js";
import { explain } from "../frame.js";
import { didYouMean } from "../names.js";
import { exit, UsageError, type Exit, type Io } from "./io.js";

export function runExplain(names: readonly string[], io: Io): Exit {
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new UsageError("`explain` takes one code, such as AW2104, or one kind of change, such as field-removed");
  const code = Object.keys(catalogue).find((candidate) => candidate === name.toUpperCase());
  const text = code === undefined ? explainKind(name.toLowerCase(), io.color) : explain(code as Code, io.color);
  if (text !== undefined) {
    io.out(`${text}\n`);
    return exit.ok;
  }
  const advice = didYouMean(name, [...Object.keys(catalogue), ...explainedNames]);
  throw new UsageError(
    `there is no diagnostic and no change \`${name}\`: ${advice ?? "codes look like AW2104, kinds of change like field-removed"}`,
  );
}
