// The texts of `--help`, as they are printed: at most 100 columns. What everybody runs first comes first.

/** Options that have the same words in every verb. */
const config = "  -c, --config <file>          the config (default: actionwright.config.yaml)";
const target = "  --target <name>              only this target of the config";
const verbose = "  --verbose                    also names the types that no action reaches";
const policy = `  --policy strict|sdk|wire|server
                               whom a change may not break (default: the config's, or sdk)`;
const zeroMinor = "  --zero-minor-for-features    below 1.0.0, what is new counts up the second number";
const format = `  --format pretty|json|github|sarif
                               how diagnostics are written (default: pretty)`;

export const usage = `Actionwright makes typed SDKs from action specs.

Usage: actionwright <verb> [options]

To begin
  init [dir]             a project to start from: a spec, a config, scripts, workflows
  import openapi         OpenAPI documents as a spec
  validate [spec…]       all that is wrong with a spec, with code frames
  generate [target…]     makes the packages of the config

When the API changes
  diff [old] [new]       what changed between two versions, whom it breaks, and what version is next
  changelog [old] [new]  the changelog of a version, with the edits that it asks of callers
  release [target…]      the next version of each package, in its config, changelog and files

For other tools, and for people
  export <format>        a spec in another format: openapi, json-schema or model
  docs [target…]         the references of the packages as one site, with search
  call <spec> [action]   calls an action with fields from the shell, and prints its output as JSON
  mock [spec]            a server that answers the actions of a spec, to try clients against
  explain <name>         what a diagnostic or a kind of change means, with an example

Examples
  actionwright import openapi vendor.openapi.json --out spec/vendor
  actionwright generate --watch
  actionwright diff --help

Options of every verb
${format}
  --no-color                   no colours; so does NO_COLOR
  -h, --help                   this text, or a verb's own; so does \`actionwright help <verb>\`
  -V, --version                the tool's version

Exit codes: 0 ok · 1 the spec has errors · 2 usage or config · 3 drift · 4 a diff that fails
  5 would overwrite a file that is not ours or was edited · 6 reading or writing failed
  7 the answer to a call is an error · 70 a bug of the tool · 130 a call that was interrupted

Guides: README.md and docs/ of the package, in a project node_modules/actionwright
`;

/**
 * The help of each verb. Its parts are, with a blank line between them: `Usage:`; what it does, in a few sentences; its
 * options; `Examples`, of one to three command lines, each with what it is for; `Guide:`, the page to read on.
 */
export const verbUsage: { readonly [verb: string]: string } = {
  init: `Usage: actionwright init [dir] [options]

Makes a project in a folder, the working directory if none is named: a spec that is ready to be
edited, a config, and a package.json with scripts. A package.json that is there gets what it lacks
and stays as it is otherwise; no other file is written over.

  --from <file>                an OpenAPI document to import in place of the small spec; may be
                               repeated
  --template rpc|rest          the style of the small spec (default: rpc)
  --ci github                  also workflows: checks of pull requests, publishing, and the vendor's
                               next document. Where there is a config, these and nothing else
${format}

Examples
  actionwright init shop
      then, in the folder shop: npm install && npx actionwright generate
  actionwright init --from vendor.openapi.json --ci github
      a project of a vendor's API, here, with workflows

Guide: docs/publish.md
`,
  import: `Usage: actionwright import openapi <file…> --out <dir> [options]

Makes a spec of OpenAPI 3.0 or 3.1 documents, in JSON or YAML, and of the files that they refer to.
What the spec cannot express is reported, one diagnostic each, with its place and its pointer:
people see the first few of each kind and how many there are, programs (--format json) see all.
Several documents become one API. A later import writes over what an earlier one wrote, unless
somebody changed it: changes belong into an overlay.

  -o, --out <dir>              the folder of the spec
  --module-by document|tag     what a module is (default: a tag; of several documents, each)
  --force                      writes over files that were edited or are not the tool's
${format}

Examples
  actionwright import openapi vendor.openapi.json --out spec/vendor
      makes spec/vendor/api.yaml, and a file beside it for each module
  actionwright import openapi apis/*.yaml --out spec/vendor
      one API of several documents, each of them a module

Guide: docs/import.md
`,
  validate: `Usage: actionwright validate [spec…] [options]

Reports everything that is wrong with a spec: a folder, an api.yaml or a bundled spec.json. Without
one, the specs of the config are read, overlays laid over them.

${config}
${format}
${verbose}

Examples
  actionwright validate
      the specs of all targets
  actionwright validate spec/shop --format github
      one spec, with annotations for a pull request

Guide: docs/spec-language.md
`,
  generate: `Usage: actionwright generate [target…] [options]

Makes the packages of the config, or only the named ones. Writes only files that differ, only in
the package's folder, and never over a file that was edited or is not the tool's.

${config}
  --check                      writes nothing; exit 3 if the package is not what the spec makes,
                               5 if it was edited
  --dry-run                    writes nothing; names the files that would be written or removed
  --diff                       with --check or --dry-run: shows what differs, as a patch
  --adopt                      the first time, also into a folder that has other files, which stay
  --force                      writes over files that were edited or are not the tool's
  --watch                      makes them again whenever the config, a spec or an overlay changes;
                               Ctrl+C ends it, exit 0
  --no-cache                   makes all of it again; the files are the same
  --timings                    where the time went, stage by stage
${format}
${verbose}

Examples
  actionwright generate
      all packages of the config
  actionwright generate shop --watch
      one of them, and again whenever its spec is saved
  actionwright generate --check --diff
      for CI: fails, and shows why, if a package is not what its spec makes

Guide: docs/generate.md
`,
  diff: `Usage: actionwright diff [old] [new] [options]
       actionwright diff accept [old] [new] --reason <text> [options]
       actionwright diff prune [old] [new]
       actionwright diff rules

What changed between two versions of an API, whom it breaks in code and on the wire, and what the
next version has to be. Without a spec, the last commit that this branch and the default branch have
in common is compared with the working tree, for every target of the config. One spec is compared
with the target of the same API, two with each other. A spec is a folder, an api.yaml, a bundled
spec.json, an OpenAPI document, git:<ref>[:<path>], npm:<package>[@<version>], or - for stdin.

accept writes what is held up into the accept file: it is reported as accepted from then on, until
the old spec is another. prune takes out entries that do nothing any more. rules lists every kind of
change with its verdicts.

  --format pretty|json|markdown|html|github|sarif
                               how the report is written (default: pretty)
  -o, --out <file>             writes this file instead of stdout
  --fail-on breaking|dangerous|any|never
                               what makes the exit code 4 (default: breaking)
  --exit-zero                  the exit code is 0 whatever is found
${policy}
  --unreachable ignore|warn|break
                               how changes count that no action reaches (default: the config's, or
                               warn)
  --bump                       prints the next version alone: \`major 2.0.0\`
  --check-version              fails if the new spec's version is not as far as the changes ask for
${zeroMinor}
  --prove                      has the compiler prove every verdict on the code of callers
  --strict-accepts             fails if entries of the accept file do nothing any more
  --schema                     prints the JSON Schema of --format json
  --level breaking|dangerous|safe|docs
                               from which level on the pretty report shows changes (default:
                               dangerous)
  --group action|type|rule     what the pretty report is grouped by (default: action)
  --all                        shows every list in full
${target}
${config}

  --reason <text>              accept: why it is accepted
  --only <id>                  accept: only this fingerprint, kind or rule; may be repeated
  --by <name>, --issue <url>   accept: who accepts it, and where it is discussed
  --until <day>                accept: the last day on which it is accepted

Examples
  actionwright diff
      what this branch changes
  actionwright diff npm:@acme/shop@1.4.0 spec/shop --bump
      the version that comes after a published one
  actionwright diff accept --reason "nobody has called it since May"
      agrees to what is held up

Guide: docs/diff.md
`,
  changelog: `Usage: actionwright changelog [old] [new] [options]

The changelog of a version, in the form of Keep a Changelog: what breaks, with the code of a caller
before and after, what is deprecated, new, changed and gone. Things are called what the package
calls them. Specs are named as for diff. The version is the one that the new spec declares, or else
the one that the changes ask for.

  --append <file>              writes the section into this file, the newest first; what people
                               wrote there stays
  --date <day>                 the day of the release, such as 2026-08-15
  --format markdown|json       how it is written to stdout (default: markdown)
${policy}
${zeroMinor}
${target}
${config}

Examples
  actionwright changelog git:v1.2.0
      what the working tree changes since a tag
  actionwright changelog git:v1.2.0 --target shop --append CHANGELOG.md --date 2026-08-15
      the same in a file, under the day of the release

Guide: docs/diff.md
`,
  release: `Usage: actionwright release [target…] [options]

Prepares the next release of each package of the config, or only of the named ones: writes its
version into the config and a section into its CHANGELOG.md, and makes the package. The version
follows from what has changed since the last release: the API, as diff judges it, and the package
itself, made anew of the spec that was released, by this generator and with these options. Where
nothing has changed there is no release. A version in the config that is as far as the changes ask
for, or further, stays. Everything has to be committed, and the packages what their specs make.
Nothing is committed, tagged or published.

The last release is the latest of the package on the registry, asked by your own npm; else the
newest tag <target>@<version> or <package>@<version>, or v<version> where the config has one target.

  --base npm:<package>[@<version>]|git:<tag>
                               the release to compare with
  --dry-run                    writes nothing; prints the version, why it is that, the section of
                               the changelog and the files
  --date <day>                 the day of the release, such as 2026-08-15
  --format pretty|json         how the plan is written; JSON to stdout (default: pretty)
${policy}
${zeroMinor}
${config}

Examples
  actionwright release --dry-run
      what the next releases would be
  actionwright release shop --base git:v1.2.0 --date 2026-08-15
      prepares that of one package, after a tag and under a day

Guide: docs/release.md
`,
  export: `Usage: actionwright export openapi|json-schema|model [spec] [options]

Writes a spec in a format of others, to stdout unless --out names a file. The spec is a target of
the config, which brings its overlays and what it includes, or whatever \`diff\` takes: a folder, a
bundled spec.json, an OpenAPI document, git:…, npm:…. Without one, the only target is taken.

  openapi                      OpenAPI 3.1: actions, types, servers and credentials
  json-schema                  JSON Schema 2020-12 of all types, which takes what \`parse\` takes
  model                        the model, as the tool itself sees the spec

  -o, --out <file>             writes this file instead
${config}
${format}

Examples
  actionwright export openapi shop --out shop.openapi.json
      a target of the config, for tools that read OpenAPI
  actionwright export json-schema spec/shop
      the types of a spec, to stdout

Guide: docs/export.md
`,
  call: `Usage: actionwright call <spec> [<action> [--field value …] [options]]

Calls an action of an API and prints its output as JSON. Without an action, the actions of the spec
are listed; with --help behind it, its fields. The spec is a target of the config, a folder, an
api.yaml, a bundled spec.json, an OpenAPI document, git:<ref>:<path>, npm:<package>[@<version>], or
- for stdin. An action goes by its name on the wire (devices_SetProperty), as the client has it
(devices.setProperty), or by its class.

A field is an option: --device-id d_1, --device-id=d_1, --deviceId d_1. Strings stay what they are;
true and false are --flag and --no-flag; lists are repeated options or JSON; --filter.kind Pending
is a member within; everything else is JSON. Credentials are in the environment alone: the --help of
an action names the variables.

  --json <json>|@<file>|-      the fields as one object of wire JSON, here, in a file or on stdin;
                               options count before it
  -f, --field <name>=<value>   a field that is called like an option of the verb
  --base-url <url>             where the API is: a mock, a proxy
  --token-url <url>            where tokens are had, beside --base-url
  -H, --header <name: value>   sent besides; may be repeated
  --allow-insecure             lets credentials travel over plain http to other hosts than this one
  --timeout-ms <ms>            for each attempt (default: 60000)
  -o, --out <file>             writes the output into this file instead of stdout
  -i, --include                status and headers of the answer, to stderr
  --raw                        the output as it was received
  --all                        the items of all pages, as one list
  --dry-run                    sends nothing; prints the request, secrets masked
  --curl                       sends nothing; prints a command of curl, values in full
${config}
${format}

The exit code is 2 for fields that do not fit, 6 where nobody answered, and 7 where the answer is an
error or cannot be understood.

Examples
  actionwright call shop
      every action of a target, in a line each
  actionwright call shop devices_GetDetails --device-id d_1 --dry-run
      the request that would be sent
  actionwright call shop devices.query --base-url http://127.0.0.1:4010
      a call to a server of this machine

Guide: docs/call.md
`,
  mock: `Usage: actionwright mock [spec] [options]

Answers the actions of a spec on this machine, until Ctrl+C: requests are checked through the model,
and answered from what was kept (\`x-mock\`), from the spec's examples, or with values made from the
types. Its address goes to stdout, a line for each request to stderr. The spec is a target of the
config, or whatever \`diff\` takes: a folder, a bundled spec.json, an OpenAPI document, git:…, npm:….
Without one, the only target of the config is taken.

  -p, --port <number>          the port (default: 0, one that is free)
  --host <address>             the address to listen on (default: 127.0.0.1)
  --seed <text>                what values are made from (default: 0)
  --latency <ms>               how long every answer waits
  --origin <origin>            whose pages may call it besides those of this machine; * for any
  --fault [<action>:]<fault>   spoils answers, of one action or of all; may be repeated
${config}
${format}

Faults are status=503, retry-after=2, delay=500, reset, truncate, outcome=VersionConflict,
unknown-variant and unknown-enum; several are parted by semicolons, times=2 ends them. A request
asks for its own in the header x-mock-fault.

Examples
  actionwright mock nexigon-hub --port 4010
      answers the target nexigon-hub at http://127.0.0.1:4010
  actionwright mock vendor.openapi.json --fault 'status=503;retry-after=1;times=2'
      the first two calls find it overloaded

Guide: docs/mock.md
`,
  docs: `Usage: actionwright docs [target…] [options]

Makes one site of the references of the config's targets, or only of the named ones: the pages that
generate puts into each package, with search over actions, types, fields and values. It needs
VitePress in your project (npm i -D vitepress@1). The site is a folder of files that any server can
serve; the same spec gives the same bytes.

  -o, --out <dir>              the folder of the site (default: site)
  --base <path>                the path that it is served under, such as /docs/ (default: /)
  --from <spec>                also tells what changed since this version, named as for diff
${config}
${format}

Examples
  actionwright docs
      the site of all targets, in site/
  actionwright docs --base /shop/ --from git:v1.4
      served under a path, with what changed since a release

Guide: docs/reference.md
`,
  explain: `Usage: actionwright explain <code>|<kind>|<rule>

What a diagnostic such as AW2104 means, what to do about it, and an example. Or a kind of change
such as field-removed, and req/field-removed in what callers send alone: whom it hurts and why, and
how to judge it otherwise.

Examples
  actionwright explain AW2104
      a diagnostic: its cause, and what to do
  actionwright explain variant-added
      a kind of change, in requests and in outputs

Guide: docs/diff.md, docs/spec-language.md
`,
};
