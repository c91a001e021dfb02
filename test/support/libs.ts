// The compiler's own declarations, parsed once for all programs of a worker: they are a hundred times as long as what is compiled.
import ts from "typescript";

const parsed = new Map<string, ts.SourceFile>();

/** One of the files that the compiler brings, such as `lib.es2022.d.ts`; undefined for any other. */
export function parsedLib(path: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined {
  if (!/[\\/]typescript[\\/]lib[\\/]lib\.[\w.]+\.d\.ts$/.test(path)) return undefined;
  const known = parsed.get(path) ?? ts.createSourceFile(path, ts.sys.readFile(path) ?? "", version);
  parsed.set(path, known);
  return known;
} // prettier-ignore
