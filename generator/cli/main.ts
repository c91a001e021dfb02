// argv → a verb.
import { parseArgs } from "node:util";
import { didYouMean } from "../names.js";
import { exit, isOfMachine, UsageError, type Exit, type Io } from "./io.js";
import { verbs, type Arguments, type Options, type Verb } from "./verbs.js";

/** Runs one command and answers with its exit code. Only bugs of ours are thrown. */
export async function main(argv: readonly string[], io: Omit<Io, "version">, version: string): Promise<Exit> {
  try {
    return await run(argv, { ...io, version });
  } catch (error) {
    if (!(error instanceof UsageError) && !isOfMachine(error)) throw error;
    io.live("");
    io.err(`error: ${error.message}\n`);
    return error instanceof UsageError ? exit.usage : exit.io;
  }
}

async function run(argv: readonly string[], io: Io): Promise<Exit> {
  const [name = "", ...rest] = argv;
  if (name === "") return help(undefined, io, exit.usage);
  if (["help", "--help", "-h"].includes(name)) return help(rest[0], io, exit.ok);
  if (["--version", "-V"].includes(name)) return print(io, `${io.version}\n`, exit.ok);
  const verb = getVerb(name);
  const given = argumentsOf(rest, verb);
  if (given.flag("help")) return help(name, io, exit.ok);
  if (given.flag("version")) return print(io, `${io.version}\n`, exit.ok);
  return verb.run(given, io);
}

/** The text of a verb, or that of all of them. */
async function help(verb: string | undefined, io: Io, code: Exit): Promise<Exit> {
  if (verb !== undefined) getVerb(verb);
  const { usage, verbUsage } = await import("./help.js");
  return print(io, verb === undefined ? usage : (verbUsage[verb] ?? usage), code);
}

function getVerb(name: string): Verb {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb) return verb;
  const advice = didYouMean(name, name.startsWith("-") ? ["--help", "--version"] : Object.keys(verbs));
  if (advice !== undefined || !name.startsWith("-"))
    throw new UsageError(`there is no verb \`${name}\`: ${advice ?? "see `actionwright --help`"}`);
  throw new UsageError(`the verb comes first: \`actionwright <verb> ${name} …\`, see \`actionwright --help\``);
}

function argumentsOf(args: readonly string[], { options }: Verb): Arguments {
  const { values, positionals } = options ? parse(args, options) : { values: {}, positionals: args };
  return {
    flag: (name) => values[name] === true,
    text: (name) => values[name] as string | undefined,
    texts: (name) => (values[name] ?? []) as readonly string[],
    positionals,
  };
}

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parse(args: readonly string[], options: Options): Parsed {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(complaintOf((error as Error).message, options));
  }
}

/** What Node says of an option, in our words and with a way out. */
function complaintOf(message: string, options: Options): string {
  const option = /'(?:-\S, )?([^\s']+)/.exec(message)?.[1] ?? "";
  const flags = Object.keys(options).map((name) => `--${name}`);
  if (message.startsWith("Unknown option"))
    return `there is no option \`${option}\`: ${didYouMean(option, flags) ?? `known: ${flags.join(", ")}`}`;
  if (message.includes("does not take an argument")) return `\`${option}\` takes no value: write \`${option}\` alone`;
  return `\`${option}\` wants a value: \`${option} <value>\`, or \`${option}=<value>\` if it begins with a dash`;
}

function print(io: Io, text: string, code: Exit): Exit {
  (code === exit.ok ? io.out : io.err)(text);
  return code;
}
