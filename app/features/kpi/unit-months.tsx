import {useMemo, useState} from "react";
import {Chart} from "#app/charts/chart.tsx";
import {heatMap, heatMapHeight} from "#app/charts/heat-map.ts";
import {formatShortMonth, formatShown, formatValue, TOO_FEW} from "#app/format.ts";
import {useIsHydrated} from "#app/ui/use-is-hydrated.ts";
import type {KpiPage} from "./kpi.server.ts";
import type {UnitMonth} from "./read-cube.ts";
import styles from "./kpi-lineage.module.css";

type State = {cells: UnitMonth[]} | {problem: string} | undefined;

/**
 * Shows all units in all months. The series is long, so the browser fetches it as Arrow only when the reader opens it.
 */
export function UnitMonths({kpi, names}: {kpi: KpiPage; names: Map<string, string>}) {
  const isHydrated = useIsHydrated();
  const [state, setState] = useState<State>();
  if (!isHydrated) return null;
  const load = () => {
    if (state && "cells" in state) return;
    void import("./read-cube.ts")
      .then(({readUnitMonths}) => readUnitMonths(kpi.code, kpi.filters.month))
      .then((cells) => setState({cells}))
      .catch(() => setState({problem: "没有取到逐月数据，请检查网络后再展开一次。"}));
  };
  return (
    <details className={styles.details} onToggle={(event) => event.currentTarget.open && load()}>
      <summary>各单位逐月</summary>
      {!state && <p className="secondary">正在取数……</p>}
      {state && "problem" in state && <p role="alert">{state.problem}</p>}
      {state && "cells" in state && <UnitMonthsChart kpi={kpi} cells={state.cells} names={names} />}
    </details>
  );
}

function UnitMonthsChart({kpi, cells, names}: {kpi: KpiPage; cells: UnitMonth[]; names: Map<string, string>}) {
  const {unit, name, code} = kpi;
  const option = useMemo(() => {
    const named = cells.flatMap(({unit_code, month, value}) =>
      value === null ? [] : [{row: names.get(unit_code) ?? unit_code, column: formatShortMonth(month), value}]
    );
    return heatMap(named, {
      columns: [...new Set(cells.map(({month}) => month))].sort().map(formatShortMonth),
      rows: [...new Set(cells.map(({unit_code}) => names.get(unit_code) ?? unit_code))],
      showValue: (value) => formatValue(value, unit)
    });
  }, [cells, names, unit]);
  const count = new Set(cells.map(({unit_code}) => unit_code)).size;
  return (
    <Chart
      title={`${count} 个单位逐月的${name}`}
      subtitle={`颜色越深数值越大；单位：${unit}${cells.some(({is_hidden}) => is_hidden) ? `；空格为无数据，或${TOO_FEW}` : ""}`}
      description={`${name}按单位和月份的热力图，共 ${count} 个单位。`}
      option={option}
      height={heatMapHeight(Array.from({length: count}, String))}
      table={{
        columns: [
          {
            key: "unit",
            title: "单位",
            value: (row) => names.get(row.unit_code) ?? row.unit_code,
            cell: (row) => names.get(row.unit_code) ?? row.unit_code
          },
          {key: "month", title: "月份", value: (row) => row.month, cell: (row) => row.month.slice(0, 7)},
          {
            key: "value",
            title: `数值（${unit}）`,
            isNumber: true,
            value: (row) => row.value,
            cell: (row) => formatShown(row, unit)
          }
        ],
        rows: cells
      }}
      fileName={`${code}-${name}-各单位逐月`}
    />
  );
}
