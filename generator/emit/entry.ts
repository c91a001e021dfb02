// What the package's root exports → `src/index.ts`: the clients, every module as a namespace, and what users add.
import type { ExportStatement, Piece } from "../code/build.js";
import type { SourceDraft } from "../code/draft.js";
import { createFile } from "../code/file.js";
import type { Scope } from "../code/scope.js";
import type { Module } from "../model.js";
import { clientFile, type Target } from "../target.js";
import { hasCustom } from "./custom.js";

export function emitEntry(scope: Scope, target: Target): SourceDraft {
  const file = createFile("index", scope);
  const clients: Piece = [everything(clientFile(target, scope.model)), everything("client")];
  const { docs } = scope.model;
  const about = { parts: docs === undefined ? [] : [docs], tags: [{ name: "module", text: "" } as const] };
  const own: readonly Piece[] = hasCustom(target, scope.model) ? [[everything("custom")]] : [];
  return file.done([clients, ...scope.model.modules.map((module) => [namespaceExport(module)]), ...own], about);
}

function everything(path: string): ExportStatement {
  return { kind: "export", from: `./${path}.js`, typeOnly: false };
}

function namespaceExport({ namespace, file, docs }: Module): ExportStatement {
  const doc = { parts: docs === undefined ? [] : [docs], tags: [] };
  return { kind: "export", from: `./${file}.js`, typeOnly: false, namespace, doc };
}
