import {SlideLink, useHasSlides} from "#app/ui/slide-link.tsx";
import styles from "./kpi-slides.module.css";
import type {KpiPage} from "./kpi.server.ts";

/** The charts and tables of the page as slides; the parts have theirs beside them. */
export function KpiSlides({kpi}: {kpi: KpiPage}) {
  if (!useHasSlides()) return null;
  return (
    <details className={styles.slides}>
      <summary>放进演示</summary>
      {slidesOf(kpi).map(([view, words]) => (
        <SlideLink key={view} slideKey={`kpi:${kpi.code}/${view}`} words={words} />
      ))}
    </details>
  );
}

function slidesOf({numbers, units}: KpiPage): [view: string, words: string][] {
  if (!numbers) return [];
  const {ranking, variation, unit_figures} = numbers;
  const isRanked = (units === "rank" || units === "top") && ranking.units.length > 1;
  return [
    ["trend", "趋势"],
    ...when(variation?.xmr, ["variation", "当月数"]),
    ...when(isRanked, ["units", "各单位"], ["unit-months", "各单位逐月"]),
    ...when(isRanked && ranking.funnel, ["funnel", "与全校有差别的单位"]),
    ...when(units === "missing" && ranking.units.length > 0, ["missing", "还差的单位"]),
    ...unit_figures.map(({name}): [string, string] => [`figure=${name}`, name])
  ];
}

const when = (condition: unknown, ...slides: [string, string][]) => (condition ? slides : []);
