// VitePress's own theme with the fonts of the machine, and the place that an address leads to, marked.
import DefaultTheme from "vitepress/theme-without-fonts";
import "./style.css";

const mark = "is-meant";

/** Marks what has the identity in the address: the item, the heading or the paragraph around it. */
function markMeant() {
  for (const old of document.querySelectorAll(`.${mark}`)) old.classList.remove(mark);
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  place?.closest("li, p, h2, h3")?.classList.add(mark);
}

export default {
  extends: DefaultTheme,
  enhanceApp({ router }) {
    if (import.meta.env.SSR) return;
    // Once the page that was asked for is there.
    router.onAfterRouteChange = () => setTimeout(markMeant);
    window.addEventListener("hashchange", markMeant);
  },
};
