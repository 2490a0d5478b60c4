import {Link, useLocation} from "@remix-run/react";
import {partOf} from "./address.ts";
import styles from "./slide-link.module.css";
import {useMay} from "./use-may.ts";

/** Whether the visitor may choose slides, and the part that the page is narrowed to: most slides show the whole. */
export function useSlides(): {mayChoose: boolean; part: string | null} {
  const {search} = useLocation();
  return {mayChoose: useMay().includes("meeting-materials"), part: partOf(search)};
}

/** What shows the whole, wherever the page is narrowed to. */
export const ofTheWhole = (slideKey: string) => ({slideKey, keyOfPart: () => slideKey});

interface SlideLinkProps {
  slideKey: string;
  /** The slide of the part that the page is narrowed to; without it such a page has none. */
  keyOfPart?: (part: string) => string;
  words?: string;
  /** The page shows the state of today, whatever month it is about. */
  isOfToday?: boolean;
}

/** Leads to where a chart or table is put among the slides of a presentation, for those who may. */
export function SlideLink({slideKey, keyOfPart, words = "放进演示", isOfToday = false}: SlideLinkProps) {
  const {pathname, search} = useLocation();
  const {mayChoose, part} = useSlides();
  const key = part === null ? slideKey : keyOfPart?.(part);
  if (!mayChoose || key === undefined) return null;
  const month = isOfToday ? null : new URLSearchParams(search).get("month");
  const to = new URLSearchParams({key, ...(month && {month}), back: pathname + search});
  return (
    <Link to={`/present/add?${to}`} rel="nofollow" className={styles.link}>
      {words}
    </Link>
  );
}
