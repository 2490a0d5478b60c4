import {execFileSync} from "node:child_process";
import {existsSync} from "node:fs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe"
];

/** An installed Chromium; on Debian, as root, it is installed where it is missing. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string {
  const given = env.CHROME_PATH;
  if (given !== undefined && !existsSync(given)) throw new Error(`CHROME_PATH names no file: ${given}`);
  const found = given ?? USUAL_PLACES.find((path) => existsSync(path));
  if (found) return found;
  if (existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    execFileSync("apt-get", ["update", "-qq"]);
    execFileSync("apt-get", ["install", "-y", "-qq", "chromium", "fonts-noto-cjk"], {stdio: "ignore"});
    return USUAL_PLACES[0]!;
  }
  throw new Error(
    "no Chromium found: install one (Debian: apt-get install chromium fonts-noto-cjk) or set CHROME_PATH"
  );
}
