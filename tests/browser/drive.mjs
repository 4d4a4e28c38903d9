// Drives one headless Chromium for tests, by JSON lines: each line of stdin is a command, each line of stdout its answer.
//
//   {"open": path, "width", "height", "dark", "script": false}  a page of its own, in a context of its own
//   {"run": "expression"}        its value in the page
//   {"click": selector} {"press": key} {"type": text} {"hover": selector} {"paper": path}
//   {"size": [width, height]} {"dark": true} {"picture": path}
//   {"said": true}               what the page wrote to the console, threw, refused by its policy, and asked the network for
//
// An answer is {"value"} or {"error"}. SMAPLINT_BROWSER names the folder that holds node_modules, CHROMIUM the program.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.SMAPLINT_BROWSER, "package.json"));
const puppeteer = require("puppeteer-core");
const profile = mkdtempSync(join(tmpdir(), "smaplint-chromium-"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  headless: true,
  userDataDir: profile,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
  ],
});
let context;
let page;
let said;

const features = (dark) => [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];

const actions = {
  async open({ open, width = 1280, height = 900, dark = false, script = true }) {
    await context?.close();
    context = await browser.createBrowserContext();
    page = await context.newPage();
    said = { console: [], thrown: [], refused: [], requests: [] };
    const { console: lines, thrown, refused, requests } = said;
    page.on("console", (message) => {
      const text = message.text();
      if (text.startsWith("refused: ")) refused.push(text);
      else lines.push(text);
    });
    page.on("pageerror", (error) => thrown.push(String(error)));
    page.on("dialog", async (dialog) => {
      thrown.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!request.url().startsWith("data:image/svg+xml")) requests.push(request.url());
    });
    await page.evaluateOnNewDocument(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.log(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    await page.setViewport({ width, height });
    await page.setJavaScriptEnabled(script);
    await page.emulateMediaFeatures(features(dark));
    await page.goto(pathToFileURL(open).href, { waitUntil: "load" });
  },
  run: ({ run }) => page.evaluate(run),
  click: ({ click }) => page.click(click),
  hover: ({ hover }) => page.hover(hover),
  press: ({ press }) => page.keyboard.press(press),
  type: ({ type }) => page.keyboard.type(type),
  size: ({ size: [width, height] }) => page.setViewport({ width, height }),
  dark: ({ dark }) => page.emulateMediaFeatures(features(dark)),
  async picture({ picture }) {
    await page.screenshot({ path: picture });
  },
  async paper({ paper }) {
    await page.pdf({ path: paper });
  },
  said: () => said,
};

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    const name = Object.keys(actions).find((action) => action in command);
    let answer;
    try {
      answer = { value: (await actions[name](command)) ?? null };
    } catch (error) {
      answer = { error: String(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
