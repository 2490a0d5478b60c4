import * as v from "valibot";
import {keepAwake} from "./wake-lock.ts";

const Refusal = v.object({problem: v.string()});
const AWAY = "没有连上，请再按一次。";

/** Sends a move without loading the page anew, and says what went wrong. */
async function send(move: string): Promise<string> {
  try {
    const body = new URLSearchParams({move});
    const answer = await fetch(location.pathname, {method: "POST", body, headers: {accept: "application/json"}});
    if (answer.status === 204) return "";
    const {success, output} = v.safeParse(Refusal, await answer.json());
    return success ? output.problem : AWAY;
  } catch {
    return AWAY;
  }
}

const status = document.querySelector(".hand-problem");

document.querySelector("form")?.addEventListener("submit", (event) => {
  if (!(event.submitter instanceof HTMLButtonElement)) return;
  event.preventDefault();
  void send(event.submitter.value).then((words) => {
    if (status) status.textContent = words;
  });
});
keepAwake();
