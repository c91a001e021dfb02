// What goes back over the wire.

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** Undefined for none. */
  readonly body: string | undefined;
}
