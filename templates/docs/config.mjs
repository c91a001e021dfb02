// How VitePress makes the site of a reference. The pages come with what they say; this file says what they look like, and that
// text of a spec stays text: nothing in it is a component, an interpolation, an attribute, a container or a picture.
import { readFileSync } from "node:fs";

const { title, base, sidebar } = JSON.parse(readFileSync(new URL("site.json", import.meta.url), "utf8"));

export default {
  title,
  description: `Reference of ${title}`,
  base,
  lang: "en",
  head: [["link", { rel: "icon", href: "data:," }]],
  // One page after the other: else the order of the search index is that in which the machine comes to them.
  buildConcurrency: 1,
  // What is for people is said by the command. The index of the search is large by nature. Of Vue and the theme nearly all is
  // used: to look for what is not takes a third of the time, and saves 5 kB of 1.6 MB.
  vite: { logLevel: "error", build: { chunkSizeWarningLimit: 10_000, rollupOptions: { treeshake: false } } },
  // The theme's components are called after their paths from here, which is not the same folder on each machine.
  vue: {
    features: { componentIdGenerator: (path, source, _, hash) => hash(path.replace(/^.*node_modules\//, "") + source) },
  },
  markdown: {
    attrs: { disable: true },
    linkify: false,
    // Sections with a name of their own only; what has an identity brings its anchor.
    anchor: { level: [1, 2], slugify: (text) => `~${text.toLowerCase().replace(/[^a-z0-9]+/g, "-")}` },
    // Else a line whose colours take more than half a second is left half done, which depends on what else a machine does.
    codeTransformers: [{ preprocess: (_, options) => void (options.tokenizeTimeLimit = 0) }],
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config: (md) => {
      md.disable(["emoji", "toc"], true);
      md.core.ruler.before("anchor", "identities", identities);
      const render = md.renderer.render.bind(md.renderer);
      md.renderer.render = (...given) => `<div v-pre>${render(...given)}</div>`;
    },
  },
  themeConfig: {
    sidebar,
    outline: { level: [2, 2], label: "On this page" },
    docFooter: { prev: false, next: false },
    search: {
      provider: "local",
      options: {
        _render: sectionsOf,
        miniSearch: { _splitIntoSections: readSections, searchOptions },
      },
    },
  },
};

// ── Anchors ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `<a id="…"></a>`, as the pages have it: alone before a heading, or in front of what it is the place of. */
const place = /^<a id="([A-Za-z0-9._~-]+)">$/;

/** Gives headings and items their identities, and a link to themselves. */
function identities(state) {
  const { tokens } = state;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const [open, close] = tokens[index].children ?? [];
    const id = open?.type === "html_inline" ? place.exec(open.content)?.[1] : undefined;
    if (id === undefined || close?.content !== "</a>") continue;
    if (tokens[index].children.length > 2) linkItself(tokens[index], id, state);
    else if (tokens[index + 2]?.type === "heading_open") {
      const heading = tokens[index + 2];
      heading.attrSet("id", id);
      heading.attrSet("tabindex", "-1");
      if (heading.tag !== "h2") linkItself(tokens[index + 3], undefined, state, id);
      tokens.splice(index - 1, 3);
    }
  }
}

function linkItself(inline, id, { Token }, target = id) {
  const rest = id === undefined ? inline.children : inline.children.slice(2);
  const name = rest.find(({ type }) => type === "code_inline")?.content ?? target;
  const open = new Token("link_open", "a", 1);
  open.attrs = [
    ["class", "place"],
    ["href", `#${target}`],
    ["aria-label", `Link to ${name}`],
  ];
  if (id !== undefined) open.attrs.push(["id", id]);
  const sign = new Token("text", "", 0);
  sign.content = "#";
  inline.children = [open, sign, new Token("link_close", "a", -1), ...rest];
  inline.meta = { ...inline.meta, place: target, name };
}

// ── Search ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A page → what can be found on it: its headings, and every field, value, variant and type. Code is not looked through. */
function sectionsOf(source, env, md) {
  const sections = [];
  const titles = [];
  let level = 0;
  const begin = (anchor, depth, title) => {
    titles.length = depth;
    titles[depth] = title;
    sections.push({ anchor, titles: titles.filter(Boolean), text: "" });
  };
  const tokens = md.parse(source, env);
  for (const [index, token] of tokens.entries()) {
    if (token.type !== "inline") continue;
    const before = tokens[index - 1];
    const text = textOf(token.children);
    if (before.type === "heading_open") {
      level = Number(before.tag.slice(1)) - 1;
      const id = before.attrGet("id");
      if (id === null) titles.length = level;
      else begin(level === 0 ? "" : id, level, text);
    } else if (token.meta?.place !== undefined) {
      begin(token.meta.place, 3 + Math.floor(token.level / 2), token.meta.name);
      sections.at(-1).text = text;
    } else if (sections.length > 0) sections.at(-1).text += ` ${text}`;
  }
  return JSON.stringify(sections);
}

/** The text of a line, without the signs that link to it. */
function textOf(children) {
  let link = "";
  return children
    .map((child) => {
      if (child.type === "link_open") link = child.attrGet("class") ?? "";
      else if (child.type === "link_close") link = "";
      if (link === "place" || link === "header-anchor") return "";
      return child.type === "softbreak" || child.type === "hardbreak" ? " " : child.content;
    })
    .join("")
    .trim();
}

function* readSections(_file, sections) {
  for (const { anchor, titles, text } of JSON.parse(sections)) yield { anchor, titles, text: text || titles.at(-1) };
}

const searchOptions = { fuzzy: 0.2, prefix: true, boost: { title: 8, text: 2, titles: 1 } };
