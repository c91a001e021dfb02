// Formats of text, for `check`. Rough, and small: what has to be exact is a scalar of its own.

export interface Format {
  readonly name: string;
  readonly form: RegExp;
}

export const date: Format = { name: "date", form: /^\d{4}-\d\d-\d\d$/ };
export const dateTime: Format = {
  name: "date-time",
  form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(Z|[+-]\d\d:\d\d)$/i,
};
export const uuid: Format = { name: "uuid", form: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i };
export const uri: Format = { name: "uri", form: /^[a-z][a-z\d+.-]*:\S+$/i };
export const email: Format = { name: "email", form: /^[^\s@]+@[^\s@]+$/ };
