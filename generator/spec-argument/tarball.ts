// Files out of an npm package's tarball, in memory: nothing is unpacked, so nothing in it can lead anywhere.
import { gunzipSync } from "node:zlib";

/** A package may have as many bytes. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Tar is made of blocks of this size: a header of one, and the file's text filled up. */
const BLOCK = 512;

/** The files of a package that are wanted, by their paths from its root. Throws on what is no tarball. */
export function readTarball(tarball: Uint8Array, isWanted: (path: string) => boolean): ReadonlyMap<string, Uint8Array> {
  const tar = gunzipSync(tarball, { maxOutputLength: MOST_BYTES });
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const field = (offset: number, length: number): string => textAt(tar, at + offset, length);
    const [name, size, type, prefix] = [field(0, 100), parseInt(field(124, 12), 8), field(156, 1), field(345, 155)];
    const start = at + BLOCK;
    // The first folder is called `package` by npm, and something else by others.
    const path = (prefix === "" ? name : `${prefix}/${name}`).replace(/^[^/]*\//, "");
    const isFile = type === "0" || type === "";
    if (isFile && isWanted(path)) found.set(path, tar.subarray(start, start + size));
    if (!(size >= 0)) throw new Error("this is no tarball");
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

/** A field of a header: it ends with a NUL, or where the next one begins. */
function textAt(tar: Buffer, start: number, length: number): string {
  return tar.toString("utf8", start, start + length).split("\0", 1)[0] ?? "";
}
