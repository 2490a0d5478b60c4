import {createContext, useContext, useState} from "react";

/** The number of the request that a page answers. Only the server knows it before the page is written. */
export const RequestIdContext = createContext<string | undefined>(undefined);

/** In a browser: the number of the answer that the page shows, where the server failed. */
let failed: string | undefined = import.meta.env.SSR
  ? undefined
  : document.querySelector<HTMLElement>("[data-request]")?.dataset.request;

/** Remix hands no header of an answer to a page, so the answers are watched on their way. */
export function watchAnswers(): void {
  const ask = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await ask(...asked);
    if (new URL(answer.url).pathname.endsWith(".data"))
      failed = answer.status >= 500 ? (answer.headers.get("x-request-id") ?? undefined) : undefined;
    return answer;
  };
}

/** By this number an administrator finds in the log what a visitor saw. */
export function RequestNumber() {
  const given = useContext(RequestIdContext);
  const [number] = useState(given ?? failed);
  return number ? (
    <p className="secondary" data-request={number}>
      编号：<code>{number}</code>
    </p>
  ) : null;
}
