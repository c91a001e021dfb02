// What a new project is called, by the name of its folder: whatever that is, the names are ones that specs, npm and code take.
import { pascalCase, wordsOf } from "../names.js";
import { reservedClients } from "../target.js";

export interface ProjectNames {
  /** In kebab-case: of the API, of its target, and of the folders of its spec and its package. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  readonly client: string;
}

/** `acme-shop`, from `Acme Shop`, `acme_shop` and `acme-shop-sdk`. */
export function namesOf(folder: string): ProjectNames {
  const plain = folder.normalize("NFD").replace(/\p{M}/gu, "");
  const words = wordsOf(plain);
  const id = usable(
    (words.at(-1) === "sdk" ? words.slice(0, -1) : words).join("-").slice(0, LONGEST).replace(/-$/, ""),
  );
  const title = id.split("-").map((word) => pascalCase(word)).join(" "); // prettier-ignore
  return { id, title, client: pascalCase(id) };
}

/** Every name that is made of it stays below npm's limit and that of a client. */
const LONGEST = 40;

/** What YAML does not take for a text. */
const notTexts: ReadonlySet<string> = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);

function usable(id: string): string {
  if (!/^[a-z]/.test(id)) return id === "" ? "api" : `api-${id}`;
  return notTexts.has(id) || reservedClients.has(pascalCase(id)) ? `${id}-api` : id;
}
