import {Form, useFetcher, useLocation, useNavigate} from "@remix-run/react";
import {useEffect, useId, useRef, useState} from "react";
import {keptMonth} from "#app/ui/address.ts";
import {hitAddress} from "./hit-address.ts";
import {bestOf, KIND_TITLES} from "./hits.ts";
import styles from "./search-box.module.css";
import type {SearchPage} from "./search.server.ts";

const MOST_SUGGESTED = 10;
/** The server is asked when the fingers rest. */
const REST_MS = 120;

/**
 * The search field of every page: a plain form, which lists suggestions while one types. It follows the combobox
 * pattern of WAI-ARIA.
 */
export function SearchBox() {
  const {search} = useLocation();
  const month = new URLSearchParams(search).get("month");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const box = useSuggestions(search);
  const {hits, active, isOpen} = box;
  useSlash(field);
  return (
    <Form role="search" method="get" action="/search" className={styles.search} onSubmit={box.close}>
      {month && <input type="hidden" name="month" value={month} />}
      <input
        ref={field}
        type="search"
        name="q"
        role="combobox"
        aria-label="查找任务、指标、单位、活动"
        placeholder="查找（按 /）"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}list` : undefined}
        aria-activedescendant={active === undefined ? undefined : `${id}${active}`}
        maxLength={100}
        onChange={(event) => box.type(event.target.value)}
        onKeyDown={box.onKeyDown}
        onBlur={box.close}
      />
      {isOpen && (
        <ul id={`${id}list`} role="listbox" aria-label="查找结果" className={styles.list}>
          {hits.map((hit, at) => (
            <li
              key={`${hit.kind}${hit.to}${hit.name}`}
              id={`${id}${at}`}
              role="option"
              aria-selected={at === active}
              // The field keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => box.go(hit.to)}
            >
              <span className={styles.kind}>{KIND_TITLES[hit.kind]}</span>
              <span>{[hit.kind === "dataset" ? "" : hit.code, hit.name].filter(Boolean).join(" ")}</span>
              <span className={styles.note}>{hit.kind === "activity" ? hit.note : ""}</span>
            </li>
          ))}
        </ul>
      )}
      <span role="status" className="visually-hidden">
        {box.status}
      </span>
    </Form>
  );
}

/** What was typed, the suggestions for it and the one that the arrow keys point at. */
function useSuggestions(search: string) {
  const fetcher = useFetcher<{page: SearchPage}>();
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const [active, setActive] = useState<number>();
  const [isShown, setIsShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const page = fetcher.data?.page;
  // An answer to fewer letters is not shown.
  const isAnswered = page !== undefined && words.trim() !== "" && page.asked === words.trim();
  const hits = isShown && isAnswered ? bestOf(page.groups, MOST_SUGGESTED) : [];
  const close = () => {
    clearTimeout(timer.current);
    setIsShown(false);
    setActive(undefined);
  };
  const type = (text: string) => {
    setWords(text);
    setActive(undefined);
    setIsShown(true);
    clearTimeout(timer.current);
    if (text.trim() === "") return;
    const asked = new URLSearchParams({q: text});
    for (const [name, value] of new URLSearchParams(keptMonth(search))) asked.set(name, value);
    timer.current = setTimeout(() => fetcher.load(`/search?${asked}`), REST_MS);
  };
  const go = (to: string) => {
    close();
    navigate(hitAddress(to, search));
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const chosen = active === undefined ? undefined : hits[active];
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.length === 0) return;
      event.preventDefault();
      setActive(nextOf(active, event.key === "ArrowDown" ? 1 : -1, hits.length));
    } else if (event.key === "Escape" && hits.length > 0) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      go(chosen.to);
    }
  };
  const status = isShown && isAnswered ? statusOf(hits.length) : "";
  return {hits, active, isOpen: hits.length > 0, status, close, type, go, onKeyDown};
}

const statusOf = (count: number) => (count === 0 ? "没有找到" : `找到 ${count} 条，用上下键选择，按回车打开`);

/** Beyond the last comes the field itself again. */
function nextOf(active: number | undefined, step: 1 | -1, count: number): number | undefined {
  const next = (active ?? (step === 1 ? -1 : count)) + step;
  return next < 0 || next >= count ? undefined : next;
}

/** `/` leads to the field from anywhere where nothing is being typed. */
function useSlash(field: React.RefObject<HTMLInputElement>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      if (!field.current?.checkVisibility()) return;
      event.preventDefault();
      field.current.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [field]);
}
