import {Link, useLocation} from "@remix-run/react";
import {keptMonth, keptSearch} from "./address.ts";
import styles from "./slide-link.module.css";
import {useMay} from "./use-may.ts";

/** Slides show the whole, so a page that is narrowed to a part of it has none; nor has who may not choose them. */
export function useHasSlides(): boolean {
  const {search} = useLocation();
  return useMay().includes("meeting-materials") && keptSearch(search) === keptMonth(search);
}

interface SlideLinkProps {
  slideKey: string;
  words?: string;
  /** The page shows the state of today, whatever month it is about. */
  isOfToday?: boolean;
}

/** Leads to where a chart or table is put among the slides of a presentation, for those who may. */
export function SlideLink({slideKey, words = "放进演示", isOfToday = false}: SlideLinkProps) {
  const {pathname, search} = useLocation();
  if (!useHasSlides()) return null;
  const month = isOfToday ? null : new URLSearchParams(search).get("month");
  const to = new URLSearchParams({key: slideKey, ...(month && {month}), back: pathname + search});
  return (
    <Link to={`/present/add?${to}`} rel="nofollow" className={styles.link}>
      {words}
    </Link>
  );
}
