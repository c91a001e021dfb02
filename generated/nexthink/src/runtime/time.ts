// Timestamps stay text, in which nothing is lost. These are the ways to `Date` and back.
import { isTimestamp } from "./scalars.js";
import type { Timestamp } from "./types.js";

/**
 * The point in time, to the millisecond. A leap second is the end of its minute.
 * @throws {RangeError} if the text is no RFC 3339 timestamp: an invalid `Date` is never made.
 */
export function toDate(timestamp: string): Date {
  const date = new Date(isTimestamp(timestamp) ? timestamp.replace(/:60(\.\d+)?/, ":59.999") : NaN);
  if (Number.isNaN(date.getTime())) throw new RangeError("not an RFC 3339 timestamp");
  return date;
}

/**
 * A timestamp in UTC, with milliseconds.
 * @throws {RangeError} if the date is invalid, or of a year that RFC 3339 has no digits for.
 */
export function fromDate(date: Date): Timestamp {
  const timestamp = date.toISOString();
  if (!isTimestamp(timestamp)) throw new RangeError("not from the years 0 to 9999");
  return timestamp;
}
