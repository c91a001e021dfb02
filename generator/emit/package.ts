// The files around the code: `package.json`, `tsconfig.json`, `LICENSE`, `spec.json` and who the runtime says it is.
import type { Draft, JsonDraft, SourceDraft } from "../code/draft.js";
import { lineComment, str } from "../code/text.js";
import type { Json, Model } from "../model.js";
import type { PackageInfo, Target } from "../target.js";

export function emitPackageJson(model: Model, target: Target): JsonDraft {
  const { name, version, license, keywords } = target.package;
  const subpaths = ["client", "testing", ...model.modules.map((module) => module.file)];
  const value: Json = {
    name,
    version,
    description: `Client of ${model.title}, generated from its action spec.`,
    ...(keywords.length === 0 ? {} : { keywords }),
    ...repositoryOf(target.package),
    ...(license === "" ? {} : { license }),
    type: "module",
    engines: { node: ">=20.19" },
    sideEffects: false,
    // For what reads no `exports`, at least the root: Parcel as it comes, Metro up to React Native 0.78, TypeScript's `node10`.
    main: "./dist/index.js",
    types: "./dist/index.d.ts",
    exports: {
      ".": subpath("index"),
      ...Object.fromEntries(subpaths.map((path) => [`./${path}`, subpath(path)])),
      "./spec.json": "./spec.json",
      "./package.json": "./package.json",
    },
    files: ["dist", ...(target.docs ? ["docs"] : []), "spec.json", "CHANGELOG.md"],
    // npm takes names in a scope for private ones unless it is told.
    ...(name.startsWith("@") ? { publishConfig: { access: "public" } } : {}),
    scripts: { build: "tsc -p tsconfig.json", prepack: "npm run build" },
    devDependencies: { typescript: ">=5.8" },
  };
  return { kind: "json", path: "package.json", value };
}

/** In the form that npm would make of it, so that nothing is changed when the package is published. */
function repositoryOf({ repository, directory }: PackageInfo): { readonly [key: string]: Json } {
  if (repository === "") return {};
  return { repository: { type: "git", url: gitUrl(repository), ...(directory === "" ? {} : { directory }) } };
}

function gitUrl(repository: string): string {
  const url = /^[\w.-]+\/[\w.-]+$/.test(repository) ? `https://github.com/${repository}` : repository;
  const isKnown = /^https:\/\/(github|gitlab|bitbucket)\.(com|org)\/[^?#]+$/.test(url);
  return isKnown ? `git+${url.replace(/(\.git)?\/*$/, "")}.git` : url;
}

function subpath(file: string): Json {
  return { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` };
}

/** Strict enough to prove what the package promises to users who are. */
export function emitTsconfig(): JsonDraft {
  const value: Json = {
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2022"],
      module: "nodenext",
      types: [],
      rootDir: "src",
      outDir: "dist",
      declaration: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      isolatedDeclarations: true,
      erasableSyntaxOnly: true,
      skipLibCheck: false,
    },
    include: ["src"],
  };
  return { kind: "json", path: "tsconfig.json", value };
}

/** The resolved spec, so that a published version can be compared with another. */
export function emitSpec(resolvedSpec: Json): JsonDraft {
  return { kind: "json", path: "spec.json", value: resolvedSpec };
}

/** The one file of the runtime that differs from package to package. */
export function emitRuntimePackage({ package: { name, version } }: Target): SourceDraft {
  const constant = (label: string, value: string, text: string) =>
    ({
      kind: "const",
      name: label,
      type: "string",
      value: str(value),
      doc: { parts: [{ ours: text }], tags: [] },
    }) as const;
  return {
    kind: "source",
    path: "src/runtime/package.ts",
    pieces: [
      [
        {
          kind: "text",
          text: lineComment("Who this package is: the one file of the runtime that differs from package to package."),
        },
      ],
      [constant("packageName", name, "The name in `package.json`.")],
      [constant("packageVersion", version, "The version in `package.json`.")],
    ],
  };
}

/** Files that the runtime brings along and the package has in its own way. */
export function withoutOwn(runtime: readonly Draft[]): readonly Draft[] {
  return runtime.filter((draft) => draft.path !== "src/runtime/package.ts");
}
