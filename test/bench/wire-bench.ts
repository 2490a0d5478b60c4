import {type BrowserContext, chromium} from "playwright-core";
import {findBrowser} from "../browser/find-browser.ts";

/** Kilobytes that a first visit to each address brings to a browser, with everything it loads. */
export async function benchWire(
  paths: string[],
  {url, session}: {url: string; session: string}
): Promise<Map<string, number>> {
  const browser = await chromium.launch({executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"]});
  try {
    const kilobytes = new Map<string, number>();
    for (const path of paths) {
      const context = await browser.newContext({viewport: {width: 1440, height: 900}});
      await context.addCookies([{name: "session", value: session, url}]);
      kilobytes.set(path, (await bytesOf(context, url + path)) / 1000);
      await context.close();
    }
    return kilobytes;
  } finally {
    await browser.close();
  }
}

/** As the browser counts them on the wire, headers included. */
async function bytesOf(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({encodedDataLength}) => (bytes += encodedDataLength));
  await devtools.send("Network.enable");
  await page.goto(address, {waitUntil: "networkidle"});
  return bytes;
}
