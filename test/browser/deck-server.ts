import {createServer, type IncomingMessage, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {deckScript} from "../../app/features/deck/player/scripts-plugin.ts";
import {projectRoot} from "#pipelines/host/root.ts";
import type {Slide} from "#app/features/deck/slide.ts";

const folder = join(projectRoot, "app", "features", "deck", "player");
const stylesIn = (...names: string[]) => names.map((name) => readFileSync(join(folder, name), "utf8")).join("");
export const playerStyles = () => stylesIn("player.css", "outcome-line.css");
export const deskStyles = () => stylesIn("desk.css", "outcome-line.css");
export const deskScript = async () => (await deckScript("desk-main.ts")).code;
export const playerScript = async () => (await deckScript("main.ts")).code;

const CORNER = "数据截至 2026年11月28日　口径 3f2a91c0　状态 8d0c1f2e";

function slideOf(at: number): Slide {
  return {
    key: `kpi:K${10 + at}/trend`,
    part: at < 4 ? "整体情况" : at < 9 ? "重点" : "下一步",
    title: `第 ${at + 1} 项结论：文体参与率 ${40 + at} %，比序时进度低 ${at} 个百分点`,
    subtitle: "全校，2026年1月至11月",
    body: {kind: "list", items: [{words: `说明 ${at + 1}`}]},
    notes: [`讲稿 ${at + 1}：分子为参加过活动的会员。`],
    source: {words: `指标 K${10 + at}`, to: `/kpis/K${10 + at}`},
    minutes: at === 0 ? 1 : 2
  };
}

/** The markup of twelve invented slides, as plain as the player needs it. */
export function slidesMarkup(): string {
  return Array.from({length: 12}, (_, at) => slideOf(at))
    .map(
      ({key, part, title, notes, minutes}, at) =>
        `<section class="slide" id="s${at + 1}" data-key="${key}" data-minutes="${minutes}" aria-label="第 ${at + 1} 页　${title}">
<p class="slide-part">${part}</p><h2>${title}</h2><p><a href="#s${at + 1}">${key}</a></p>
<svg viewBox="0 0 160 60" width="60%">${bars(at)}</svg>
<p class="slide-corner">${CORNER}</p>
<aside class="slide-notes" hidden><ul>${notes.map((note) => `<li>${note}</li>`).join("")}</ul></aside></section>`
    )
    .join("\n");
}

const bars = (at: number) =>
  Array.from({length: 200}, (_, n) => `<rect x="${n * 0.8}" width="0.6" height="${(n * (at + 3)) % 60}"/>`).join("");

/** As the slides' own: all sizes in units of the slide's height. */
export const SLIDE_STYLES =
  "section.slide{container-type:size;background:#fff}section.slide h2{margin:4cqh;font-size:5cqh;line-height:1.4}section.slide p{margin:4cqh;font-size:3.3cqh}html[data-theme=dark] section.slide{background:#14171c;color:#e6e9ed}";

export interface DeckMarkup {
  script: string;
  /** Attributes of the document. */
  attributes?: string;
  csrf?: string;
  /** What stands after the slides. */
  foot?: string;
}

/** A whole document of these slides. */
export function deckMarkup({script, attributes = "", csrf, foot = ""}: DeckMarkup): string {
  return `<!doctype html><html lang="zh-CN" data-deck="monthly" data-state="8d0c1f2e" ${attributes}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${csrf ? `<meta name="csrf" content="${csrf}">` : ""}
<title>月度推进会</title><style>${SLIDE_STYLES}${playerStyles()}</style></head><body><main class="deck">${slidesMarkup()}</main>${foot}<script>${script}</script></body></html>`;
}

export interface Answer {
  status?: number;
  type?: string;
  body: string;
}

export interface DeckServer {
  url: string;
  stop: () => Promise<void>;
  /** Listens again on the same port. */
  start: () => Promise<void>;
}

/** A server of a few documents, which can be stopped in the middle of a meeting and started again. */
export async function serveDeck(
  answer: (path: string, request: IncomingMessage, body: string) => Answer | undefined
): Promise<DeckServer> {
  let server: Server | undefined;
  let port = 0;
  const start = async () => {
    server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      request.on("end", () => {
        const found = answer(new URL(request.url ?? "/", "http://x").pathname, request, body);
        response.writeHead(found?.status ?? (found ? 200 : 404), {"content-type": found?.type ?? "text/html"});
        response.end(found?.body);
      });
    });
    await new Promise<void>((resolve) => server!.listen(port, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  };
  const stop = async () => {
    const closed = new Promise((resolve) => server!.close(resolve));
    server!.closeAllConnections();
    await closed;
  };
  await start();
  return {url: `http://127.0.0.1:${port}`, start, stop};
}
