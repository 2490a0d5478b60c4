import {SlideLink, useSlides} from "#app/ui/slide-link.tsx";
import styles from "./kpi-slides.module.css";
import type {KpiPage} from "./kpi.server.ts";

/** The charts and tables of the page as slides; the parts have theirs beside them. */
export function KpiSlides({kpi}: {kpi: KpiPage}) {
  const {mayChoose, part} = useSlides();
  const slides = part === null ? slidesOf(kpi) : slidesOfUnit(kpi, part);
  if (!mayChoose || slides.length === 0) return null;
  return (
    <details className={styles.slides}>
      <summary>放进演示</summary>
      {slides.map(([view, words]) => (
        <SlideLink
          key={view}
          slideKey={`kpi:${kpi.code}/${view}`}
          keyOfPart={(unit) => `kpi:${kpi.code}/${view}@${unit}`}
          words={words}
        />
      ))}
    </details>
  );
}

type ViewWords = [view: string, words: string];

function slidesOf({numbers, units}: KpiPage): ViewWords[] {
  if (!numbers) return [];
  const {ranking, variation, unit_figures} = numbers;
  const isRanked = (units === "rank" || units === "top") && ranking.units.length > 1;
  return [
    ["trend", "趋势"],
    ...when(variation?.xmr, ["variation", "当月数"]),
    ...when(isRanked, ["units", "各单位"], ["unit-months", "各单位逐月"]),
    ...when(isRanked && ranking.funnel, ["funnel", "与全校有差别的单位"]),
    ...when(units === "missing" && ranking.units.length > 0, ["missing", "还差的单位"]),
    ...unit_figures.map(({name}): ViewWords => [`figure=${name}`, name])
  ];
}

/** Only of a unit whose number is shown. */
function slidesOfUnit({numbers, units}: KpiPage, unit: string): ViewWords[] {
  const shown = numbers?.ranking.units.filter(({value}) => value !== null) ?? [];
  if (!shown.some(({unit_code}) => unit_code === unit)) return [];
  return [["trend", "趋势"], ...when((units === "rank" || units === "top") && shown.length > 1, ["units", "各单位"])];
}

const when = (condition: unknown, ...slides: ViewWords[]) => (condition ? slides : []);
