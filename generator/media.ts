// Media types, as far as they say how a body is written.

/** `application/json` and what is built on it: `application/merge-patch+json`, `text/json; charset=utf-8`. */
export function isJsonMedia(media: string): boolean {
  return /^(application|text)\/json *(;|$)|^[^/ ]+\/[^ ;]+\+json *(;|$)/i.test(media);
}

/** A form that is written as a query is. */
export function isFormMedia(media: string): boolean {
  return /^application\/x-www-form-urlencoded *(;|$)/i.test(media);
}

/** Whether a text is one media type, with or without parameters, that can be sent. */
export function isMedia(text: string): boolean {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+( *;[ -~]*)?$/.test(text);
}
