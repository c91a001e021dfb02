// The shape of an entry of the catalogue.

export interface Entry {
  /** How much it matters: errors stop the tool, warnings and infos do not. */
  readonly severity: "error" | "warning" | "info";
  /** What it is, in a few words. */
  readonly title: string;
  /** The message, with `{name}` where a report puts something in. */
  readonly message: string;
  /** How one gets here. */
  readonly cause: string;
  /** The way out. */
  readonly fix: string;
  /** Something that leads to it. */
  readonly example: string;
}
