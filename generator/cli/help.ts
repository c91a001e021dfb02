// The texts of `--help`.

export const usage = `Actionwright makes typed SDKs from action specs.

Usage: actionwright <verb> [options]

  validate [spec…]    all that is wrong with a spec, with code frames
  generate [target…]  makes the packages of the config
  explain <code>      what a diagnostic means, with an example

Options of every verb
  --format pretty|json|github  how diagnostics are written (default: pretty)
  --no-color                   no colours; so does NO_COLOR
  -h, --help                   this text, or a verb's own
  -V, --version                the tool's version

Exit codes: 0 ok · 1 the spec has errors · 2 usage or config · 3 drift · 5 would overwrite a file that is not ours
or was edited · 6 reading or writing failed · 70 a bug of the tool
`;

export const verbUsage: { readonly [verb: string]: string } = {
  validate: `Usage: actionwright validate [spec…] [options]

Reports everything that is wrong with a spec: a folder, an api.yaml or a bundled spec.json. Without one, the specs of
the config are read, overlays laid over them.

  -c, --config <file>          the config (default: actionwright.config.yaml)
  --format pretty|json|github  how diagnostics are written (default: pretty)
  --verbose                    also names the types that no action reaches
`,
  generate: `Usage: actionwright generate [target…] [options]

Makes the packages of the config, or only the named ones. Writes only files that differ, only in the package's folder,
and never over a file that was edited or is not the tool's.

  -c, --config <file>          the config (default: actionwright.config.yaml)
  --check                      writes nothing; exit 3 if the package is not what the spec makes, 5 if it was edited
  --dry-run                    writes nothing; names the files that would be written or removed
  --force                      writes over files that were edited or are not the tool's
  --timings                    where the time went
  --format pretty|json|github  how diagnostics are written (default: pretty)
  --verbose                    also names the types that no action reaches
`,
  explain: `Usage: actionwright explain <code>

What a diagnostic such as AW2104 means, what to do about it, and an example.
`,
};
