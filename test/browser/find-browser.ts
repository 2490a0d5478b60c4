import {execFileSync} from "node:child_process";
import {existsSync} from "node:fs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe"
];

/** Chromium without the parts of a window, in which a page takes a quarter of the machine's time. */
const HEADLESS = "/usr/bin/chromium-headless-shell";

/** An installed Chromium; on Debian, as root, it is installed where it is missing. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string {
  const given = env.CHROME_PATH;
  if (given !== undefined && !existsSync(given)) throw new Error(`CHROME_PATH names no file: ${given}`);
  const found = given ?? USUAL_PLACES.find((path) => existsSync(path));
  if (found) return found;
  if (!canInstall()) {
    throw new Error(
      "no Chromium found: install one (Debian: apt-get install chromium fonts-noto-cjk) or set CHROME_PATH"
    );
  }
  install("chromium", "fonts-noto-cjk");
  return USUAL_PLACES[0]!;
}

/** For pages that need no window: the headless Chromium where there is one, else any. */
export function findHeadlessBrowser(env: NodeJS.ProcessEnv = process.env): string {
  return env.CHROME_PATH === undefined && existsSync(HEADLESS) ? HEADLESS : findBrowser(env);
}

/** Before the first test of a browser: installs what is missing, once for all processes. */
export default function installBrowsers(): void {
  findBrowser();
  if (process.env.CHROME_PATH !== undefined || existsSync(HEADLESS) || !canInstall()) return;
  try {
    install("chromium-headless-shell");
  } catch {
    // An older Debian has none; the whole browser does the same.
  }
}

const canInstall = () => existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;

/** Where nobody answers it fails soon. */
const NETWORK = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20"];

function install(...packages: string[]): void {
  for (const command of [["update"], ["install", "-y", ...packages]])
    execFileSync("apt-get", [...command, "-qq", ...NETWORK], {stdio: "ignore"});
}
