import {useEffect, useState} from "react";
import {type ChartPoint, type ChartTable, isChartKey, pointAfter, pointsOf} from "./chart-points.ts";
import type {LivingChart} from "./draw.ts";
import type {ChartOption} from "./option.ts";

interface Keyed<Row> {
  option: ChartOption;
  table: ChartTable<Row>;
  chart: LivingChart | undefined;
  wake: () => void;
}

/** Lets a reader go through the points of a chart by keyboard; the picture marks the point as it does under a pointer. */
export function usePointKeys<Row>({option, table, chart, wake}: Keyed<Row>) {
  const [at, setAt] = useState<{option: ChartOption; point: ChartPoint | undefined}>();
  // Another filter brings another chart, which the reader enters anew.
  const point = at?.option === option ? at.point : undefined;
  const drawn = point?.drawn;
  useEffect(() => {
    if (!chart || !drawn) return;
    chart.dispatchAction({type: "highlight", ...drawn});
    chart.dispatchAction({type: "showTip", ...drawn});
    return () => {
      if (chart.isDisposed()) return;
      chart.dispatchAction({type: "downplay", ...drawn});
      chart.dispatchAction({type: "hideTip"});
    };
  }, [chart, drawn]);
  const leave = () => setAt(undefined);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") return leave();
    if (!isChartKey(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    wake();
    setAt({option, point: pointAfter(pointsFor(option, table), point, event.key)});
  };
  return {words: point?.text ?? "", onKeyDown, onBlur: leave};
}

/** The points of an option are read once, so that a point stays the same from key to key. */
function pointsFor<Row>(option: ChartOption, table: ChartTable<Row>): ChartPoint[] {
  const known = pointsByOption.get(option) ?? pointsOf(option, table);
  pointsByOption.set(option, known);
  return known;
}

const pointsByOption = new WeakMap<ChartOption, ChartPoint[]>();
