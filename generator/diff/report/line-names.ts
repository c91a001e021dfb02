// What a line of the report on a terminal calls its change, and how that is made to fit beside its place.
import { visible } from "../../doors.js";
import { widthOf } from "../../width.js";
import type { ReportedChange } from "../report.js";
import { cut } from "./columns.js";
import { isOfOwner, lastName, levelWords, memberName, positionsOf, subject } from "./words.js";

/** Whether a change is of the whole of something that has another name now, as it seems. */
export function isRename(change: ReportedChange): boolean {
  return change.renameOf !== null && isOfOwner(change);
}

/** What a line calls its change, without what the heading says; the other position's level, if it is another. */
export function nameIn(within: string | undefined, change: ReportedChange): string {
  const named = subject(change, change.where).split(" ").map((word) => unprefixed(word, within)).join(" "); // prettier-ignore
  const [, other] = positionsOf(change);
  const isOther = other !== undefined && other[1].level !== change.level;
  return visible(isOther ? `${named} (in ${other[0]}s: ${levelWords[other[1].level]})` : named);
}

/** Without the type or the module of the heading. */
export function unprefixed(word: string, within: string | undefined): string {
  if (within === undefined) return word;
  const prefixes = [`${within}.`, `${within}#`, within.slice(0, within.lastIndexOf(".") + 1)];
  const prefix = prefixes.find((each) => each !== "" && each.length < word.length && word.startsWith(each));
  return prefix === undefined ? word : word.slice(prefix.length);
}

/**
 * The name in a room, or undefined if there is too little: what is new or gone is left out, then what has the member is cut,
 * but never the member.
 */
export function fitted(change: ReportedChange, within: string | undefined, room: number): string | undefined {
  const whole = nameIn(within, change);
  const brief = /-(added|removed)$/.test(change.kind)
    ? nameIn(within, { ...change, before: null, after: null })
    : whole;
  const fitting = [whole, brief].find((name) => widthOf(name) <= room);
  if (fitting !== undefined || isRename(change)) return fitting;
  const member = brief.lastIndexOf(`.${visible(isOfOwner(change) ? lastName(change.where) : memberName(change))}`);
  const left = room - widthOf(brief.slice(Math.max(member, 0)));
  return member < 1 || left < leastCut ? undefined : `${cut(brief.slice(0, member), left)}${brief.slice(member)}`;
}

/** So much of a name says which it is, in the file that stands beside it. */
const leastCut = 4;
