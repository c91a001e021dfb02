// The texts that the generated validators take, as patterns: ECMA-262 with the `u` flag, searched, as JSON Schema has it.

const day = [
  String.raw`\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))`,
  String.raw`(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29`,
].join("|");
const zone = String.raw`(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;

export const patterns = {
  date: `^(?:${day})$`,
  /** RFC 3339, to any fraction of a second. */
  timestamp: String.raw`^(?:${day})[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?${zone}$`,
  /** ISO 8601. */
  duration: String.raw`^[+-]?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d+)?S)?)?$`,
  uuid: "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
  /** An absolute URL; one of the web has a host. */
  url: String.raw`^(?![Hh][Tt][Tt][Pp][Ss]?:(?!\/\/[^/?#\s]))[A-Za-z][A-Za-z\d+.\-]*:\S+$`,
  /** Either alphabet, padded or not. */
  base64: String.raw`^(?:[A-Za-z\d+/_\-]{4})*(?:[A-Za-z\d+/_\-]{2,3})?={0,2}$`,
} as const;

/** What the formats of constraints check: rougher than the scalars. The others are documentation. */
export const formatPatterns: ReadonlyMap<string, string> = new Map([
  ["date", String.raw`^\d{4}-\d\d-\d\d$`],
  ["date-time", String.raw`^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:[\d.]+(?:[Zz]|[+-]\d\d:\d\d)$`],
  ["uuid", patterns.uuid],
  ["uri", String.raw`^[A-Za-z][A-Za-z\d+.\-]*:\S+$`],
  ["email", String.raw`^[^\s@]+@[^\s@]+$`],
]);
