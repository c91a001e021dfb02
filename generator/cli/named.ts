// What a verb is told to use → its model: a target of the config, or a spec wherever it is.
import { readSpecArgument } from "../spec-argument.js";
import { readConfigured, type Reading } from "./configured.js";

type Context = Parameters<typeof readConfigured>[2];

/** Without a name, the only target of the config. */
export async function readNamed(wanted: string | undefined, config: string, context: Context): Promise<Reading> {
  const configured = readConfigured(wanted, config, context);
  if (configured || wanted === undefined) return configured ?? { files: [], model: undefined };
  const reading = await readSpecArgument(wanted, context);
  return { files: reading?.source.files ?? [], model: reading?.model };
}
