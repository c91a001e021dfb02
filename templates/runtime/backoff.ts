// How long to wait before a request is sent again.
import type { HeadersLike } from "./platform.js";

/**
 * What the server asks for, in milliseconds: `retry-after-ms`, or else `Retry-After` in seconds or as a date to come.
 * undefined for what says nothing, so that a broken header is never an immediate retry.
 */
export function askedDelay(headers: HeadersLike, now: number): number | undefined {
  const after = headers.get("retry-after");
  // A date of HTTP, since platforms take many a text for some date.
  const left = after?.endsWith("GMT") ? Date.parse(after) - now : -1;
  return [countOf(headers.get("retry-after-ms")), countOf(after) * 1000, left].find((ms) => ms >= 0);
}

/** The number that a text is, or else NaN. Of several, where a proxy adds its own, the first. */
function countOf(text: string | null): number {
  return Number(/^\s*(\d+(\.\d+)?)\s*(,|$)/.exec(text ?? "")?.[1]);
}

/** Before the retry `index`, from 0: what the server asks for and up to a tenth more, or else longer each time. */
export function delayBefore(index: number, asked: number | undefined, random: () => number = Math.random): number {
  return asked === undefined ? Math.min(8000, 500 * 2 ** index) * (0.5 + 0.5 * random()) : asked * (1 + 0.1 * random());
}
