import type { SourceDraft } from "../code/draft.js";
import { createFile, runtime, runtimeType } from "../code/file.js";
import type { Scope } from "../code/scope.js";
import { coreName, type Target } from "../target.js";

export function emitClient(scope: Scope, target: Target): SourceDraft {
  const file = createFile("client", scope);
  return file.done([
    [
      {
        kind: "class",
        name: coreName(target),
        extends: file.use(runtime("Client")),
        properties: [],
        init: undefined,
        statics: [],
      },
    ],
    [{ kind: "export", from: "./runtime/index.js", typeOnly: false }],
  ]);
}
void runtimeType;
