// The page of `diff --format html`: filters, keys, and an address for what is chosen and how the list is filtered, as in
// `#f3a19c02b7d1&level=breaking&q=users`. Nothing is made here: every text is in the page already.
"use strict";
(() => {
  const root = document.documentElement;
  const form = document.querySelector(".filters");
  const [output, reset] = [form.querySelector("output"), form.querySelector("button")];
  const nothing = document.querySelector(".nothing");
  const detail = document.getElementById("detail");
  const groups = [...document.querySelectorAll(".group")].map((group) => ({
    group,
    count: group.querySelector(".count"),
    all: group.querySelectorAll("li").length,
  }));
  const items = [...document.querySelectorAll(".group li")].map((item) => {
    const link = item.querySelector("a");
    return { item, link, fingerprint: link.hash.slice(1), group: item.closest(".group") };
  });
  const byFingerprint = new Map(items.map((entry) => [entry.fingerprint, entry]));
  let chosen;

  // ── The address ──────────────────────────────────────────────────────────────────────────────────────────────────

  function readAddress() {
    const [fingerprint = "", ...rest] = location.hash.slice(1).split("&");
    return { fingerprint, filters: new URLSearchParams(rest.join("&")) };
  }

  function addressOf(fingerprint) {
    const filters = new URLSearchParams();
    const levels = checkedLevels();
    if (levels.length > 0) filters.set("level", levels.join(","));
    for (const name of ["position", "axis", "module"])
      if (form.elements[name].value !== "*") filters.set(name, form.elements[name].value);
    if (form.elements.q.value !== "") filters.set("q", form.elements.q.value);
    const text = filters.toString();
    return `#${fingerprint}${text === "" ? "" : `&${text}`}`;
  }

  /** Follows a link, the first address, or the way back. A link says nothing of filters, so they stay. */
  function follow() {
    const { fingerprint, filters } = readAddress();
    if (filters.size > 0) setFilters(filters);
    apply();
    choose(fingerprint);
    keepAddress();
  }

  function keepAddress() {
    history.replaceState(null, "", addressOf(chosen?.fingerprint ?? ""));
  }

  // ── Filters ──────────────────────────────────────────────────────────────────────────────────────────────────────

  function boxes() {
    return [...form.querySelectorAll("[name=level]")];
  }

  function checkedLevels() {
    return boxes().flatMap(({ checked, value }) => (checked ? [value] : []));
  }

  function setFilters(filters) {
    const levels = (filters.get("level") ?? "").split(",");
    for (const box of boxes()) box.checked = levels.includes(box.value);
    for (const name of ["position", "axis", "module"]) {
      const options = [...form.elements[name].options].map(({ value }) => value);
      form.elements[name].value = options.includes(filters.get(name)) ? filters.get(name) : "*";
    }
    form.elements.q.value = filters.get("q") ?? "";
  }

  /** All that is written of a change, found when it is first searched. */
  function textOf(entry) {
    entry.text ??= `${entry.item.textContent} ${document.getElementById(entry.fingerprint).textContent}`.toLowerCase();
    return entry.text;
  }

  function apply() {
    const levels = checkedLevels();
    const { position, axis, module, q } = form.elements;
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (list, { value }) => value === "*" || list.split(" ").includes(value);
    const shown = new Map();
    for (const entry of items) {
      const { position: at, axis: breaks, module: within } = entry.item.dataset;
      const fits =
        (levels.length === 0 || levels.includes(entry.group.dataset.level)) &&
        has(at, position) &&
        has(breaks, axis) &&
        (module.value === "*" || module.value === within) &&
        words.every((word) => textOf(entry).includes(word));
      entry.item.hidden = !fits;
      if (fits) shown.set(entry.group, (shown.get(entry.group) ?? 0) + 1);
    }
    let sum = 0;
    for (const { group, count, all } of groups) {
      const some = shown.get(group) ?? 0;
      group.hidden = some === 0;
      count.textContent = some === all ? all : `${some} of ${all}`;
      sum += some;
    }
    output.textContent =
      sum === items.length ? `${sum} change${sum === 1 ? "" : "s"}` : `${sum} of ${items.length} changes`;
    reset.hidden = sum === items.length;
    nothing.hidden = sum > 0;
  }

  // ── What is chosen ───────────────────────────────────────────────────────────────────────────────────────────────

  function choose(fingerprint) {
    for (const element of document.querySelectorAll(".chosen")) element.classList.remove("chosen");
    chosen?.link.removeAttribute("aria-current");
    chosen = byFingerprint.get(fingerprint);
    document.body.classList.toggle("choosing", chosen !== undefined);
    const top = matchMedia("(max-width: 860px)").matches ? root : detail;
    if (chosen !== undefined || top === detail) top.scrollTop = 0;
    if (chosen === undefined) return;
    const article = document.getElementById(fingerprint);
    article.classList.add("chosen");
    article.closest(".owner").classList.add("chosen");
    chosen.link.setAttribute("aria-current", "true");
    chosen.link.scrollIntoView({ block: "nearest" });
  }

  /** Chooses the next one of the list, or the one before. */
  function move(by) {
    const visible = items.filter(({ item }) => !item.hidden);
    const at = visible.indexOf(chosen);
    const next = at < 0 ? visible.at(by > 0 ? 0 : -1) : visible[at + by];
    if (next === undefined) return;
    choose(next.fingerprint);
    next.link.focus({ preventScroll: true });
    keepAddress();
  }

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "/": () => form.elements.q.focus(),
    Escape: () => {
      choose("");
      keepAddress();
    },
  };

  /** Arrows scroll what is read, and move where the list has the focus. */
  function isMeant({ key, target }) {
    if (target.closest("select, [type=checkbox], summary")) return key === "/" || key === "Escape";
    return !key.startsWith("Arrow") || target.closest(".list") !== null || chosen === undefined;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    if (event.target === form.elements.q) {
      if (event.key === "Escape") event.target.blur();
      else if (event.key === "ArrowDown") move(1);
      else return;
    } else if (isMeant(event)) keys[event.key]();
    else return;
    event.preventDefault();
  });

  form.addEventListener("input", () => {
    apply();
    keepAddress();
  });
  form.addEventListener("reset", () => {
    // The fields are empty only after this event.
    setTimeout(() => {
      apply();
      keepAddress();
      form.elements.q.focus();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);

  root.classList.add("js");
  form.hidden = false;
  follow();
})();
