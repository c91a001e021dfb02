// README's table of generators, made of what docs/benchmarks.md has measured.

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** README's table, a line each. Names its own source, so that numbers are never written by hand. */
export function comparison(benchmarks: string): string {
  const times = tableBelow(benchmarks, "Cold runs on one OpenAPI document");
  const exported = tableBelow(benchmarks, "Tagged unions of the document that we export");
  const vendor = tableBelow(benchmarks, "Tagged unions of the vendor's own document");
  const [version = "", ours = "", cold = ""] = ["version", "ours is × of it", times.header.filter((name) => name.startsWith("Node ")).at(-1)]; // prettier-ignore
  const rows = times.rows.map((row) => {
    const name = row[0] ?? "";
    const of = (table: Table, column: string): string => cell(table, name, column);
    const narrows = "variants that narrow by their tag";
    return [
      `${name} ${of(times, version)}`.trim(),
      of(times, "makes"),
      of(times, cold),
      of(times, ours),
      of(exported, narrows),
      of(vendor, narrows),
      `${of(exported, "errors of the compiler")}, ${of(vendor, "errors of the compiler")}`,
    ];
  });
  const header = ["generator", "makes", `cold run, ${cold}`, ours, "variants that narrow", "of the vendor's document", "errors of the compiler"]; // prettier-ignore
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The first table behind a title. */
function tableBelow(page: string, title: string): Table {
  const [, below] = page.split(`**${title}`);
  const lines = /^\|.*(?:\n\|.*)*/m.exec(below ?? "")?.[0].split("\n");
  if (!lines) throw new Error(`there is no table under \`${title}\``);
  const [header = [], , ...rows] = lines.map((line) => line.split("|").slice(1, -1).map((text) => text.trim())); // prettier-ignore
  return { header, rows };
}

function cell({ header, rows }: Table, name: string, column: string): string {
  const [row, at] = [rows.find(([first]) => first === name), header.indexOf(column)];
  if (!row || at < 0) throw new Error(`there is no \`${column}\` of ${name}`);
  return row[at] ?? "";
}
