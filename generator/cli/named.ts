// What a verb is told to use → its model: a target of the config, or a spec wherever it is.
import { visible } from "../doors.js";
import { readSpecArgument, type SpecArgumentOptions, type SpecReading } from "../spec-argument.js";
import { readConfigured, type Reading } from "./configured.js";
import type { Io } from "./io.js";

type Context = Parameters<typeof readConfigured>[2] & { readonly io: Io };

/** Without a name, the only target of the config. */
export async function readNamed(wanted: string | undefined, config: string, context: Context): Promise<Reading> {
  const configured = readConfigured(wanted, config, context);
  if (configured || wanted === undefined) return configured ?? { files: [], model: undefined };
  const reading = await readArgument(wanted, context, context.io);
  return { files: reading?.source.files ?? [], model: reading?.model };
}

/** `readSpecArgument`, with a word on what takes seconds. */
export async function readArgument(text: string, options: SpecArgumentOptions, io: Io): Promise<SpecReading | undefined> {
  const [, published] = /^npm:(.*)/is.exec(text) ?? [];
  if (published !== undefined) io.live(`asking npm for ${visible(published)}`);
  const reading = await readSpecArgument(text, options);
  io.live("");
  return reading;
} // prettier-ignore
