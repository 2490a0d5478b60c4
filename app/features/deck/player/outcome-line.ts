import {type AgendaChoice, itemAbout} from "../agenda-item.ts";
import {mark, shownKey} from "./dom.ts";
import {keptText} from "./kept-text.ts";
import {chooseByKey, chooseBySpelling, fill, makeOutcomeFields, typedIn} from "./outcome-fields.ts";
import {openOutcomeQueue, type Outcome} from "./outcome-queue.ts";

export interface OutcomeLine {
  isOpen: () => boolean;
  open: () => void;
  close: () => void;
}

interface MeetingInSession {
  meeting: string;
  agenda: AgendaChoice[];
  csrf: string;
}

/** One line below the slide for what the meeting comes to: Enter records it, Escape closes it and keeps the words. */
export function makeOutcomeLine({meeting, agenda, csrf}: MeetingInSession): OutcomeLine {
  const fields = makeOutcomeFields(agenda);
  const {form, words, item, status} = fields;
  const draft = keptText("sessionStorage", `deck outcome draft ${meeting}`);
  const queue = openOutcomeQueue({meeting, csrf, onTry});
  /** The refused outcome that stands in the line to be mended. */
  let mended: string | undefined;
  /** The slide on which the item was chosen by hand. */
  let chosenOn: string | undefined;

  let isBeginning = true;

  /** The item follows the slides that speak of one; on the others it stays. */
  function followSlide(): void {
    if (chosenOn === shownKey()) return;
    const about = itemAbout(agenda, shownKey());
    if (about) item.value = about.item_id;
  }

  function onTry(recorded?: Outcome, title?: string): void {
    const under = title && `（议题：${title}）`;
    say(waitingWords() || (recorded ? `已记录：${recorded.words}${under ?? ""}` : ""));
    showRefused();
  }

  /** A refused outcome waits until nothing else is typed. */
  function showRefused(): void {
    const [refused] = queue.refused();
    if (!refused || mended === refused.outcome_id) return;
    if (words.value !== "") return say("有一条未被接受，记录完这一条后再改。");
    mended = refused.outcome_id;
    fill(fields, refused);
    say(refused.problem ?? "");
  }

  function record(): void {
    const typed = typedIn(fields);
    if (typed.words === "" && mended === undefined) return say("请先写下议定事项。");
    const replaced = mended;
    mended = undefined;
    fill(fields);
    isBeginning = true;
    draft.write(undefined);
    if (typed.words === "" && replaced !== undefined) {
      queue.remove(replaced);
      return say("已放弃这一条。");
    }
    say("正在送出…");
    queue.add({...typed, slide: shownKey()}, replaced);
  }

  function close(): void {
    form.hidden = true;
    mark("outcome", undefined);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  const say = (text: string) => void (status.textContent = text);

  function waitingWords(): string {
    const {length} = queue.waiting();
    if (length === 0) return "";
    return `已记在本机 ${length} 条，${queue.needsSignIn() ? "重新登录并刷新本页后送出" : "连上后自动送出"}`;
  }

  form.hidden = true;
  document.body.append(form);
  words.value = draft.read() ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    record();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (!chooseByKey(fields, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  item.addEventListener("change", () => (chosenOn = shownKey()));
  words.addEventListener("input", () => {
    if (isBeginning) followSlide();
    isBeginning = words.value === "";
    chooseBySpelling(fields);
    draft.write(words.value || undefined);
  });
  return {
    isOpen: () => !form.hidden,
    open() {
      form.hidden = false;
      mark("outcome", "on");
      followSlide();
      say(waitingWords());
      showRefused();
      words.focus();
    },
    close
  };
}
