// Bytes as text, without `Buffer` and `atob`, which not every platform has.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  const byte = (index: number) => bytes[index] ?? 0;
  const digit = (group: number) => alphabet.charAt(group & 63);
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (byte(at) << 16) | (byte(at + 1) << 8) | byte(at + 2);
    text += digit(group >> 18) + digit(group >> 12) + digit(group >> 6) + digit(group);
  }
  // The digits of bytes that are not there.
  const over = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - over) + "==".slice(0, over);
}

/** Reads base64 and base64url, padded or not; undefined for any other text. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text
    .replace(/-/g, "+")
    .replace(/_/g, "/")
    .replace(/={1,2}$/, "");
  if (!/^[A-Za-z\d+/]*$/.test(digits) || digits.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let group = 0;
  let at = 0;
  for (let index = 0; index < digits.length; index++) {
    group = ((group << 6) | digitOf(digits.charCodeAt(index))) & 0xffffff;
    if (index % 4 > 0) bytes[at++] = group >> (6 - (index % 4) * 2);
  }
  return bytes;
}

function digitOf(code: number): number {
  if (code >= 97) return code - 71;
  if (code >= 65) return code - 65;
  return code >= 48 ? code + 4 : code === 43 ? 62 : 63;
}

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Uint8Array.from(escaped, (character) => character.charCodeAt(0));
}
