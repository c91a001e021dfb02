// Pictures of the site's main pages for the README: builds nothing, looks at the folder `site`. Run by `npm run docs:shots`.
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const site = join(root, "site");
const images = join(root, "docs", "images");
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

const server = createServer(({ url = "/" }, response) => {
  const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  try {
    const file = join(site, path.endsWith("/") ? `${path}index.html` : path);
    response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
    response.end(readFileSync(file));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}`;

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]; // prettier-ignore
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
mkdirSync(images, { recursive: true });

/** A picture of a page at an address, once `prepare` has done what there is to do. */
async function shoot(name, address, { width = 1000, height = 560, scheme = "light", prepare = async () => {} } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, reducedMotion: "reduce" });
  await page.goto(base + address, { waitUntil: "networkidle" });
  await prepare(page);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}

await shoot("reference-index", "/nexigon-hub/");
await shoot("reference-action", "/nexigon-hub/devices.html#devices_SetProperty");
await shoot("reference-union", "/nexigon-hub/devices.html#devices.SetDevicePropertyOutput", { scheme: "dark" });
await shoot("reference-phone", "/nexigon-hub/devices.html#devices.SetDevicePropertyAction.expected_version", { width: 360, height: 740 }); // prettier-ignore
await shoot("reference-search", "/nexigon-hub/", {
  prepare: async (page) => {
    await page.keyboard.press("Control+k");
    await page.waitForSelector("#localsearch-input");
    await page.keyboard.type("expectedVersion");
    await page.waitForSelector(".result.selected");
  },
});
// Only of a site that was made with `--from`.
if (existsSync(join(site, "nexigon-hub", "changes.html")))
  await shoot("reference-changes", "/nexigon-hub/changes.html");

await browser.close();
server.close();
