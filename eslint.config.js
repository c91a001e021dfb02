// Limits and import directions are errors here, so that the shape of the code does not depend on anybody's memory.
import tseslint from "typescript-eslint";

/** Modules that only the named files may import, and arrows that may not be drawn. */
const fences = [
  { files: ["generator/**"], except: ["generator/load/yaml.ts", "generator/import/print.ts", "generator/accept-edits.ts"], module: "yaml", why: "load/yaml.ts reads YAML, import/print.ts prints it, accept-edits.ts edits it" },
  { files: ["generator/**"], except: ["generator/load/json-syntax.ts", "generator/init/package-json.ts"], module: "jsonc-parser", why: "load/json-syntax.ts says what is wrong with JSON, init/package-json.ts edits it" },
  { files: ["generator/**"], except: ["generator/validate/checks.ts"], module: "ajv", why: "validate/checks.ts runs Ajv" },
  { files: ["generator/**"], except: ["generator/code/build.ts", "generator/code/print.ts", "generator/diff/prove/compile.ts", "generator/release/build.ts", "generator/release/declarations.ts"], module: "ts-morph", why: "code/build.ts and code/print.ts print, diff/prove/compile.ts and release/ compile" },
  { files: ["generator/**"], except: ["generator/format.ts", "generator/code/layout.ts", "generator/code/layout/expressions.ts", "generator/code/layout/types.ts"], module: "prettier", why: "format.ts formats, code/layout.ts uses its printer of documents" },
  { files: ["generator/**"], except: ["generator/spec-argument/git.ts", "generator/spec-argument/npm.ts", "generator/cli/vitepress.ts"], module: "node:child_process", why: "spec-argument/ asks git and npm, cli/vitepress.ts makes sites" },
]; // prettier-ignore

const stages = [
  "load",
  "overlay",
  "validate",
  "lower",
  "check",
  "select",
  "read",
  "config",
  "frame",
  "output",
  "files",
  "spec-argument",
];
const upward = (names) => names.map((name) => `**/${name}.js`);

const restrict = (patterns) => ({ "@typescript-eslint/no-restricted-imports": ["error", { patterns }] });
const everyFence = (file) =>
  fences
    .filter(({ except }) => !except.includes(file))
    .map(({ module, why }) => ({ group: [module, `${module}/*`], message: why, allowTypeImports: true }));

const fencedFiles = [...new Set(fences.flatMap(({ except }) => except))];

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "generated/**",
      "coverage/**",
      "node_modules/**",
      "test/types/**",
      "test/language/**",
      "test/consumer/**",
      "test/runtime/fixtures/**",
      "**/*.d.ts",
    ],
  },
  {
    files: ["generator/**/*.ts", "templates/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./templates/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 80 }],
      "max-params": ["error", 3],
      complexity: ["error", { max: 12, variant: "modified" }], // a switch of one-line cases counts once
      "no-restricted-globals": ["error", "console", "process"],
      "no-restricted-syntax": [
        "error",
        { selector: "Program > VariableDeclaration[kind='let']", message: "no state at the top of a module" },
        { selector: "TSEnumDeclaration", message: "no enums: a const object and a union type" },
        { selector: "ExportDefaultDeclaration", message: "named exports only" },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-unnecessary-condition": "error",
      "@typescript-eslint/no-empty-object-type": "off",
      "@typescript-eslint/no-redeclare": "off",
    },
  },
  {
    files: ["generator/**/*.ts"],
    rules: restrict([...everyFence("")]),
  },
  ...fencedFiles.map((file) => ({ files: [file], rules: restrict(everyFence(file)) })),
  {
    // Stages and everything below them know nothing of the pipeline or the command line.
    files: stages
      .map((name) => `generator/${name}.ts`)
      .concat("generator/{load,validate,lower,check,catalogue,import,code,spec-argument}/**/*.ts"),
    ignores: fencedFiles.concat("generator/catalogue/index.ts"),
    rules: restrict([
      ...everyFence(""),
      {
        group: ["**/cli.js", "**/cli/*.js", "../index.js", "./index.js", "../../index.js"],
        message: "the command line and the pipeline are on top",
      },
    ]),
  },
  {
    files: ["generator/emit/**/*.ts"],
    rules: restrict([
      ...everyFence(""),
      {
        group: [
          "**/load.js",
          "**/load/*.js",
          "**/validate.js",
          "**/lower.js",
          "**/lower/*.js",
          "**/check.js",
          "**/diagnostics.js",
          "**/source.js",
          "**/cli/*.js",
          "**/read.js",
        ],
        message: "emitters see the model and nothing before it",
      },
    ]),
  },
  {
    files: ["generator/{export,diff}/**/*.ts"],
    rules: restrict([
      ...everyFence(""),
      {
        group: [
          "**/load.js",
          "**/load/*.js",
          "**/lower.js",
          "**/lower/*.js",
          "**/source.js",
          "**/cli/*.js",
          "**/read.js",
        ],
        message: "it is made of the model and nothing before it",
      },
    ]),
  },
  {
    files: ["generator/model.ts", "generator/diagnostics.ts"],
    rules: restrict([
      {
        group: upward([...stages.filter((name) => name !== "diagnostics"), "cli"]),
        message: "the model depends on nothing",
      },
    ]),
  },
  { files: ["generator/cli/process.ts"], rules: { "no-restricted-globals": "off" } },
  {
    files: ["templates/**/*.ts"],
    rules: {
      "max-params": ["error", 4],
      "@typescript-eslint/no-unnecessary-condition": "off",
      // What users' linters ask of a function that they may take from its model.
      "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
    },
  },
);
