// Names: cases, words, likeness. Pure functions of text; `lower` decides with them, nobody else converts a name.
import { distance } from "fastest-levenshtein";

export const fieldCases = ["camelCase", "snake_case", "kebab-case", "PascalCase"] as const;
export type FieldCase = (typeof fieldCases)[number];
export const valueCases = ["asWritten", "lowercase", "UPPERCASE", "camelCase", "snake_case", "SCREAMING_SNAKE_CASE", "kebab-case", "PascalCase"] as const; // prettier-ignore
export type ValueCase = (typeof valueCases)[number];

/** The words of a name in any case: `HTTPProxyToken2` → `http proxy token2`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** `device_id` → `deviceId`. Words are those of snake_case: nothing but `_` parts them. */
export function camelCase(snake: string): string {
  return snake.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `device_id` → `DeviceId`; `deviceId` → `DeviceId`. */
export function pascalCase(name: string): string {
  return capitalize(camelCase(name.replaceAll("-", "_")));
}

/** `user_principal_name` → `User-Principal-Name`, the usual form of a header. */
export function trainCase(snake: string): string {
  return snake.split("_").map(capitalize).join("-");
}

/** How a field, a parameter or a content key looks on the wire. */
export function inFieldCase(snake: string, to: FieldCase): string {
  switch (to) {
    case "camelCase":
      return camelCase(snake);
    case "snake_case":
      return snake;
    case "kebab-case":
      return snake.replaceAll("_", "-");
    case "PascalCase":
      return pascalCase(snake);
  }
}

/** How an enum value or a variant looks on the wire. */
export function inValueCase(name: string, to: ValueCase): string {
  switch (to) {
    case "asWritten":
      return name;
    case "lowercase":
      return name.toLowerCase();
    case "UPPERCASE":
      return name.toUpperCase();
    case "camelCase":
      return camelCase(wordsOf(name).join("_"));
    case "snake_case":
      return wordsOf(name).join("_");
    case "SCREAMING_SNAKE_CASE":
      return wordsOf(name).join("_").toUpperCase();
    case "kebab-case":
      return wordsOf(name).join("-");
    case "PascalCase":
      return pascalCase(wordsOf(name).join("_"));
  }
}

/** `DeviceStatus` → `deviceStatus`. */
export function uncapitalize(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `devices_SetProperty` in `devices` → `setProperty`. A first word that is not the module's stays. */
export function methodName(action: string, module: string): string {
  const words = action.split("_");
  const plain = module.replaceAll("_", "").toLowerCase();
  const isCut = (index: number): boolean => words.slice(0, index).join("").toLowerCase() === plain;
  const cut = words.findIndex((word, index) => index > 0 && /^[A-Za-z]/.test(word) && isCut(index)); // a name is no number
  return words
    .slice(Math.max(cut, 0))
    .map((word, index) => (index === 0 ? uncapitalize(word) : capitalize(word)))
    .join("");
}

/**
 * The candidate that `name` was most likely meant to be, if one is close: a third of its letters at most may differ, or one
 * of the two begins with the other, or has the same letters.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  let best: string | undefined;
  const most = Math.max(1, Math.floor(name.length / 3));
  let least = most + 1;
  let count = 0;
  for (const candidate of candidates) {
    if (count++ === MOST) break;
    if (candidate === name || candidate.length > LONGEST) continue;
    const [one, other] = [name.toLowerCase(), candidate.toLowerCase()];
    const letters = distance(one, other);
    const apart = letters > most && isAkin(one, other, letters) ? most : letters;
    if (apart < least) [best, least] = [candidate, apart];
  }
  return best;
}

/** Longer texts are no slips of the pen, and comparing them takes time. */
const LONGEST = 100;
/** As many candidates are looked at: a file full of mistakes would take the square of its length. */
const MOST = 2_000;

/** Whether one begins with the other (`output`, `out`) or has its letters in another order (`hots`, `host`). */
function isAkin(name: string, candidate: string, apart: number): boolean {
  if (Math.min(name.length, candidate.length) < 3) return false;
  if (name.startsWith(candidate) || candidate.startsWith(name)) return true;
  const isOrder = name.length === candidate.length && apart <= name.length / 2;
  return isOrder && lettersOf(name) === lettersOf(candidate);
}

function lettersOf(name: string): string {
  return Array.from(name).sort().join("");
}

/** The help line for a misspelt name, or `undefined` when nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const candidate = nearest(name, candidates);
  return candidate === undefined ? undefined : `did you mean \`${candidate}\`?`;
}

/** Characters that cannot be seen or that look like others: zero-width and bidi marks, and text that is not in NFC. */
export function hasInvisible(name: string): boolean {
  return (
    /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/u.test(
      name,
    ) || name.normalize("NFC") !== name
  );
}

/** Names for a message, in backticks. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** A name for a message: invisible characters as escapes, and not longer than a line. */
export function shown(name: string): string {
  const visible = name.replace(
    /[\p{C}\u00ad\u115f\u1160\u3164\uffa0`]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return visible.length > 60 ? `${visible.slice(0, 57)}…` : visible;
}

/** The function that reads the pages of an action. No type has such a name, nor has a class. */
export function paginatorName(className: string): string {
  return `paginate${className.replace(/(.)Action$/, "$1")}`;
}

/** The function that waits for what an action begins. No type has such a name, nor has a class. */
export function waiterName(className: string): string {
  return `waitFor${className.replace(/(.)Action$/, "$1")}`;
}
