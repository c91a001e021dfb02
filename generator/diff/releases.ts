// Versions and days, compared number by number: `2029.2` is before `2029.10`, and `2026-08-15` before `2026-09-01`.

/** Below zero if `a` comes before `b`; numbers that are missing are zero. */
export function compareReleases(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  const places = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index);
  const differing = places.find((index) => (left[index] ?? 0) !== (right[index] ?? 0));
  return differing === undefined ? 0 : (left[differing] ?? 0) - (right[differing] ?? 0);
}

/** Whether a text is a day, as RFC 3339 writes it. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The days from one to the other. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A day, or a version of the calendar that names one or its month. */
export function dayOf(text: string): string | undefined {
  const [, year = "", month = "", day = "1"] = /^(\d{4})[.-](\d\d?)(?:[.-](\d\d?))?$/.exec(text) ?? [];
  const found = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(found) ? found : undefined;
}
