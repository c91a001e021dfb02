// The client of the old version → probes of what it is made with.
import { key, str } from "../../code/text.js";
import { schemesOf, isOptional, type Scheme } from "../../emit/auth.js";
import type { Model, ServerVariable } from "../../model.js";
import { coreName } from "../../target.js";
import type { Probe } from "./probe.js";
import type { Sight } from "./sight.js";

/** One for each kind of credentials and each option of an address, for the grouped client and for the core. */
export function clientProbes({ words: { scope } }: Sight, client: string): readonly Probe[] {
  const { model } = scope;
  const about = aboutClient(model);
  return optionsOf(model).flatMap((options) =>
    [client, coreName({ client })].map((name) => ({
      code: `() => new api.${name}({ baseUrl: "…"${options.map((option) => `, ${option}`).join("")} })`,
      position: "request",
      about,
      facets: ["write"],
      reach: about,
    })),
  );
}

function aboutClient(model: Model): readonly string[] {
  return [model.id, ...model.auth.map(({ name }) => `${model.id}#${name}`)];
}

function optionsOf({ auth, servers: [server] }: Model): readonly (readonly string[])[] {
  const schemes = schemesOf(auth).map(credentials);
  const known = isOptional(auth) || schemes.length === 0 ? [[], ...schemes] : schemes;
  const [first = []] = known;
  const variables = (server?.variables ?? []).flatMap((variable) => variableValues(variable).map((value) => [...first, `${key(variable.property)}: ${value}`])); // prettier-ignore
  return [...known, ...variables];
}

function variableValues({ values, open }: ServerVariable): readonly string[] {
  return [...values.map(str), ...(open || values.length === 0 ? ['"…"'] : [])];
}

function credentials({ kind }: Scheme): readonly string[] {
  switch (kind) {
    case "bearer":
      return ['token: "…"'];
    case "basic":
      return ['username: "…"', 'password: "…"'];
    case "apiKey":
      return ['apiKey: "…"'];
    case "oauth2ClientCredentials":
      return ['clientId: "…"', 'clientSecret: "…"'];
  }
}
