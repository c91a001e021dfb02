// The texts of `--help`.

export const usage = `Actionwright makes typed SDKs from action specs.

Usage: actionwright <verb> [options]

  validate [spec…]    all that is wrong with a spec, with code frames
  generate [target…]  makes the packages of the config
  diff [old] [new]    what changed between two versions, whom it breaks, and the version that is next
  changelog [old] [new]  the changelog of a version, with the edits that it asks of callers
  export <format>     a spec in another format: openapi, json-schema or model
  import openapi      OpenAPI documents as a spec
  docs [target…]      the reference as a site, with search
  explain <name>      what a diagnostic or a kind of change means, with an example

Options of every verb
  --format pretty|json|github|sarif  how diagnostics are written (default: pretty)
  --no-color                   no colours; so does NO_COLOR
  -h, --help                   this text, or a verb's own
  -V, --version                the tool's version

Exit codes: 0 ok · 1 the spec has errors · 2 usage or config · 3 drift · 4 a diff that fails · 5 would overwrite a file that is not ours
or was edited · 6 reading or writing failed · 70 a bug of the tool
`;

export const verbUsage: { readonly [verb: string]: string } = {
  validate: `Usage: actionwright validate [spec…] [options]

Reports everything that is wrong with a spec: a folder, an api.yaml or a bundled spec.json. Without one, the specs of
the config are read, overlays laid over them.

  -c, --config <file>          the config (default: actionwright.config.yaml)
  --format pretty|json|github|sarif  how diagnostics are written (default: pretty)
  --verbose                    also names the types that no action reaches
`,
  generate: `Usage: actionwright generate [target…] [options]

Makes the packages of the config, or only the named ones. Writes only files that differ, only in the package's folder,
and never over a file that was edited or is not the tool's.

  -c, --config <file>          the config (default: actionwright.config.yaml)
  --check                      writes nothing; exit 3 if the package is not what the spec makes, 5 if it was edited
  --dry-run                    writes nothing; names the files that would be written or removed
  --diff                       with --check or --dry-run: shows what differs, as a patch
  --adopt                      the first time, also into a folder that has other files, which stay as they are
  --force                      writes over files that were edited or are not the tool's
  --watch                      makes them again whenever the config, a spec or an overlay changes; Ctrl+C ends it, exit 0
  --no-cache                   makes all of it again; the files are the same
  --timings                    where the time went, stage by stage
  --format pretty|json|github|sarif  how diagnostics are written (default: pretty)
  --verbose                    also names the types that no action reaches
`,
  diff: `Usage: actionwright diff [old] [new] [options]
       actionwright diff accept [old] [new] --reason <text> [options]
       actionwright diff prune [old] [new]
       actionwright diff rules

What changed between two versions of an API, whom it breaks in code and on the wire, and what the next version has to be.
Without a spec, the last commit that this branch and the default branch have in common is compared with the working tree,
for every target of the config. One spec is compared with the target of the same API, two with each other. A spec is a
folder, an api.yaml, a bundled spec.json, an OpenAPI document, git:<ref>[:<path>], npm:<package>[@<version>], or - for stdin.

accept writes what is held up into the accept file: it is reported as accepted from then on, until the old spec is another.
prune takes out entries that do nothing any more. rules lists every kind of change with its verdicts.

  --format pretty|json|markdown|html|github|sarif  how the report is written (default: pretty)
  -o, --out <file>             writes this file instead of stdout
  --fail-on breaking|dangerous|any|never  what makes the exit code 4 (default: breaking)
  --exit-zero                  the exit code is 0 whatever is found
  --policy strict|sdk|wire|server  whom a change may not break (default: the config's, or sdk)
  --unreachable ignore|warn|break  how changes count that no action reaches (default: the config's, or warn)
  --bump                       prints the next version alone: \`major 2.0.0\`
  --check-version              fails if the new spec's version is not as far as the changes ask for
  --zero-minor-for-features    below 1.0.0, what is new counts up the second number
  --prove                      has the compiler prove every verdict on the code of callers
  --strict-accepts             fails if entries of the accept file do nothing any more
  --schema                     prints the JSON Schema of --format json
  --level breaking|dangerous|safe|docs  from which level on the pretty report shows changes (default: dangerous)
  --group action|type|rule     what the pretty report is grouped by (default: action)
  --all                        shows every list in full
  --target <name>              only this target of the config
  -c, --config <file>          the config (default: actionwright.config.yaml)

  --reason <text>              accept: why it is accepted
  --only <id>                  accept: only this fingerprint, kind or rule; may be repeated
  --by <name>, --issue <url>   accept: who accepts it, and where it is discussed
  --until <day>                accept: the last day on which it is accepted
`,
  changelog: `Usage: actionwright changelog [old] [new] [options]

The changelog of a version, in the form of Keep a Changelog: what breaks, with the code of a caller before and after, what
is deprecated, new, changed and gone. Things are called what the package calls them. Specs are named as for diff. The version
is the one that the new spec declares, or else the one that the changes ask for.

  --append <file>              writes the section into this file, the newest first; what people wrote there stays
  --date <day>                 the day of the release, such as 2026-08-15
  --format markdown|json       how it is written to stdout (default: markdown)
  --policy strict|sdk|wire|server  whom a change may not break (default: the config's, or sdk)
  --zero-minor-for-features    below 1.0.0, what is new counts up the second number
  --target <name>              only this target of the config
  -c, --config <file>          the config (default: actionwright.config.yaml)
`,
  export: `Usage: actionwright export openapi|json-schema|model [spec] [options]

Writes a spec in a format of others, to stdout unless --out names a file. The spec is a folder, an api.yaml, a bundled
spec.json, or a target of the config, which brings its overlays and what it includes. Without one, the only target of
the config is taken.

  openapi                      OpenAPI 3.1: actions, types, servers and credentials
  json-schema                  JSON Schema 2020-12 of all types: it takes what the generated \`parse\` takes
  model                        the model, as the tool itself sees the spec

  -o, --out <file>             writes this file instead
  -c, --config <file>          the config (default: actionwright.config.yaml)
  --format pretty|json|github|sarif  how diagnostics are written, to stderr (default: pretty)
`,
  import: `Usage: actionwright import openapi <file…> --out <dir> [options]

Makes a spec of OpenAPI 3.0 or 3.1 documents, in JSON or YAML, and of the files that they refer to. What the spec cannot
express is reported, one diagnostic each, with its place and its pointer: people see the first few of each kind and how
many there are, programs (--format json) see all. Several documents become one API. A later import
writes over what an earlier one wrote, unless somebody changed it: changes belong into an overlay.

  -o, --out <dir>              the folder of the spec
  --module-by document|tag     what a module is (default: a tag; of several documents, each document)
  --force                      writes over files that were edited or are not the tool's
  --format pretty|json|github|sarif  how diagnostics are written (default: pretty)
`,
  docs: `Usage: actionwright docs [target…] [options]

Makes a site of the references of the config's targets, or only of the named ones: the pages that generate puts into each
package, with search over actions, types, fields and values. It needs VitePress in your project: npm i -D vitepress. The
site is a folder of files that any server can serve; the same spec gives the same bytes.

  -o, --out <dir>              the folder of the site (default: site)
  --base <path>                the path that it is served under, such as /docs/ (default: /)
  --from <spec>                also tells what changed since this version, named as for diff
  -c, --config <file>          the config (default: actionwright.config.yaml)
  --format pretty|json|github|sarif  how diagnostics are written (default: pretty)
`,
  explain: `Usage: actionwright explain <code>|<kind>|<rule>

What a diagnostic such as AW2104 means, what to do about it, and an example. Or a kind of change such as field-removed,
and req/field-removed in what callers send alone: whom it hurts and why, and how to judge it otherwise.
`,
};
