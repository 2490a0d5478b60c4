import * as v from "valibot";
import {make} from "./dom.ts";
import {keptText} from "./kept-text.ts";
import type {Command} from "./keys.ts";

const Offer = v.object({pairing: v.string(), picture: v.string(), seconds: v.number(), note: v.string()});
type Offer = v.InferOutput<typeof Offer>;

const Event = v.variant("kind", [
  v.object({kind: v.literal("paired")}),
  v.object({kind: v.literal("move"), move: v.picklist(["next", "previous", "black"])})
]);

const NO_CODE = "现在连不上手机。请检查网络；若已退出登录，请登录后重新打开演示。";

export interface Remote {
  isOpen: () => boolean;
  toggle: () => void;
}

/** A phone as a clicker: the code stands in a corner while it is asked for, and goes once a phone has read it. */
export function makeRemote({name, csrf, act}: {name: string; csrf: string; act: (command: Command) => void}): Remote {
  const box = make("aside", {class: "player-code", "aria-label": "用手机翻页", "data-own-taps": ""});
  box.hidden = true;
  document.body.append(box);
  const listen = makeListener(name, {act, onPaired: () => (box.hidden = true)});
  return {
    isOpen: () => !box.hidden,
    toggle() {
      box.hidden = !box.hidden;
      if (box.hidden) return;
      box.replaceChildren(make("p", {}, "正在准备二维码…"));
      void askForCode(csrf).then((offer) => {
        if (offer) listen(offer.pairing);
        showCode(box, offer);
      });
    }
  };
}

async function askForCode(csrf: string): Promise<Offer | undefined> {
  try {
    const answer = await fetch("/present/remote", {method: "POST", headers: {"x-csrf": csrf}, redirect: "manual"});
    const {success, output} = v.safeParse(Offer, answer.ok ? await answer.json() : undefined);
    return success ? output : undefined;
  } catch {
    return undefined;
  }
}

function showCode(box: HTMLElement, offer: Offer | undefined): void {
  if (!offer) return box.replaceChildren(make("p", {}, NO_CODE));
  const picture = make("div", {role: "img", "aria-label": "手机翻页的二维码"});
  picture.innerHTML = offer.picture;
  const words = offer.note || "手机扫码翻页，2 分钟内有效";
  box.replaceChildren(picture, make("p", {}, words));
  setTimeout(() => {
    if (picture.isConnected) box.hidden = true;
  }, offer.seconds * 1_000);
}

/** Listens for the last phone, also after a reload of this page. */
function makeListener(
  name: string,
  {act, onPaired}: {act: (command: Command) => void; onPaired: () => void}
): (pairing: string) => void {
  const kept = keptText("sessionStorage", `${name} phone`);
  let source: EventSource | undefined;
  const forget = (ended: EventSource) => {
    if (source === ended) kept.write(undefined);
  };
  const listen = (pairing: string) => {
    source?.close();
    kept.write(pairing);
    const opened = new EventSource(`/present/remote/events?${new URLSearchParams({pairing})}`);
    source = opened;
    opened.addEventListener("message", ({data}: MessageEvent<string>) => {
      const {success, output} = v.safeParse(Event, JSON.parse(data));
      if (!success) return;
      if (output.kind === "paired") onPaired();
      else act(output.move);
    });
    // The browser tries again by itself until the server says that the pairing is over. A page that is just being left
    // sees the same end, and must not forget.
    opened.addEventListener("error", () => {
      if (opened.readyState === EventSource.CLOSED) setTimeout(forget, 1_000, opened);
    });
  };
  const pairing = kept.read();
  if (pairing !== undefined) listen(pairing);
  return listen;
}
