import {missingUnitsOf, medianOf} from "#app/features/kpi/ranking.ts";
import {CHANCE_WORDS, chanceSentence} from "#app/features/kpi/ranking-sentence.ts";
import {formatMonth, formatNumber, formatShortMonth, formatValue} from "#app/format.ts";
import type {FunnelPlace} from "#pipelines/numbers/funnel.ts";
import type {Slide, SlideContent} from "../slide.ts";
import type {FrozenKpi, FrozenState} from "../state/frozen-state.ts";
import {knownValues, notesOf, unitNameIn} from "./kpi-slides.ts";

const MONTHS_SHOWN = ["rank", "top"];
const PLACES: FunnelPlace[] = ["far-below", "far-above", "below", "above"];

const sourceOf = ({code, name}: FrozenKpi): Slide["source"] => ({words: `${code} ${name}`, to: `/kpis/${code}`});

/** Which units differ from the union by more than chance; undefined for what is no rate of people. */
export function funnelSlide(kpi: FrozenKpi, state: FrozenState): SlideContent | undefined {
  const placed = knownValues(kpi.units).flatMap(({chance, ...unit}) => (chance ? [{...unit, chance}] : []));
  if (placed.length < 2 || kpi.value === null || !MONTHS_SHOWN.includes(kpi.units_shown)) return undefined;
  const nameOf = unitNameIn(state);
  const differing = PLACES.flatMap((place) =>
    placed.filter(({chance}) => chance === place).toSorted((a, b) => a.value - b.value)
  );
  const rows = differing.length > 0 ? differing : placed;
  return {
    title: `${kpi.name}：${chanceSentence({units: placed, funnel: {rate: kpi.value}}, kpi.unit)}`,
    subtitle: `${kpi.code} 各单位（${kpi.unit}），${formatMonth(state.month)}${
      differing.length > 0 ? "；只列有差别的单位" : ""
    }`,
    body: {
      kind: "table",
      table: {
        columns: [{title: "单位"}, {title: "数值", unit: kpi.unit}, {title: "人数"}, {title: "与全校相比"}],
        rows: rows.map(({code, value, numerator, denominator, chance}) => [
          nameOf(code),
          value,
          numerator === null || denominator === null
            ? "—"
            : `${formatNumber(numerator)} / ${formatNumber(denominator)}`,
          CHANCE_WORDS[chance]
        ])
      }
    },
    notes: ["“明显”指超出 99.8 % 的偶然波动范围，“偏高、偏低”指超出 95 %；范围以内的不宜排先后。", ...notesOf(kpi)],
    source: sourceOf(kpi),
    minutes: 2
  };
}

/** Units month by month, the best first. */
export function unitMonthsSlide(kpi: FrozenKpi, state: FrozenState): SlideContent | undefined {
  if (!MONTHS_SHOWN.includes(kpi.units_shown)) return undefined;
  const nameOf = unitNameIn(state);
  const units = knownValues(kpi.units)
    .flatMap(({months, ...unit}) => (months ? [{...unit, months}] : []))
    .toSorted((a, b) => (kpi.direction === "lower" ? a.value - b.value : b.value - a.value));
  if (units.length < 2) return undefined;
  const columns = kpi.months.map(({month}) => formatShortMonth(month));
  const changes = units.flatMap(({months}) => changeOf(months) ?? []);
  const more = changes.filter((change) => change > 0).length;
  const less = changes.filter((change) => change < 0).length;
  return {
    title: `${kpi.name}：各单位中位数 ${formatValue(medianOf(units.map(({value}) => value)), kpi.unit)}；${
      changes.length
    } 个单位中 ${more} 个比上月高，${less} 个比上月低`,
    subtitle: `${kpi.code} 各单位逐月（${kpi.unit}），至${formatMonth(state.month)}；空格为无数据或不显示`,
    body: {
      kind: "picture",
      picture: {
        ...{kind: "heat", unit: kpi.unit, columns},
        rows: units.map(({code}) => nameOf(code)),
        cells: units.flatMap(({code, months}) =>
          columns.flatMap((column, at) => {
            const value = months[at] ?? null;
            return value === null ? [] : [{column, row: nameOf(code), value}];
          })
        )
      },
      table: {
        columns: [{title: "单位"}, ...columns.map((title) => ({title, unit: kpi.unit}))],
        rows: units.map(({code, months}) => [nameOf(code), ...columns.map((_, at) => months[at] ?? null)])
      }
    },
    notes: notesOf(kpi),
    source: {words: `${kpi.code} 各单位`, to: `/units?kpi=${kpi.code}`},
    minutes: 2
  };
}

/** Since the month before, as it is shown. */
function changeOf(months: (number | null)[]): number | undefined {
  const [before, last] = [months.at(-2) ?? null, months.at(-1) ?? null];
  return before === null || last === null ? undefined : Math.round((last - before) * 10);
}

/** The units that still miss a yes/no KPI. */
export function missingSlide(kpi: FrozenKpi, state: FrozenState): SlideContent | undefined {
  if (kpi.units_shown !== "missing" || kpi.units.length === 0) return undefined;
  const nameOf = unitNameIn(state);
  const units = knownValues(kpi.units).map((unit) => ({...unit, unit_name: nameOf(unit.code)}));
  const {missing, done} = missingUnitsOf({units});
  return {
    title: `${kpi.name}：${done} 个单位已达到，${missing.length === 0 ? "没有还差的" : `还差 ${missing.length} 个`}`,
    subtitle: `${kpi.code} ${missing.length === 0 ? "已达到的" : "还没有达到的"}单位，${formatMonth(state.month)}`,
    body: {
      kind: "list",
      items: (missing.length === 0 ? units : missing).map(({unit_name}) => ({words: unit_name}))
    },
    notes: notesOf(kpi),
    source: sourceOf(kpi),
    minutes: 2
  };
}

/** The rates of one unit month by month. */
export function monthsOfUnitSlide(code: string, state: FrozenState): SlideContent | undefined {
  const name = state.units.find((unit) => unit.code === code)?.name;
  const rows = state.kpis.flatMap((kpi) => {
    const months = kpi.unit === "%" ? kpi.units.find((unit) => unit.code === code)?.months : undefined;
    return months?.some((value) => value !== null) ? [{name: `${kpi.code} ${kpi.name}`, months}] : [];
  });
  if (name === undefined || rows.length === 0) return undefined;
  const columns = (state.kpis[0]?.months ?? []).map(({month}) => formatShortMonth(month));
  const more = rows.filter(({months}) => (changeOf(months) ?? 0) > 0).length;
  const less = rows.filter(({months}) => (changeOf(months) ?? 0) < 0).length;
  return {
    title: `${name}：${rows.length} 项比率指标中，比上月高的 ${more} 项，比上月低的 ${less} 项`,
    subtitle: `本单位逐月（%），至${formatMonth(state.month)}；空格为无数据或不显示`,
    body: {
      kind: "picture",
      picture: {
        ...{kind: "heat", unit: "%", columns},
        rows: rows.map((row) => row.name),
        cells: rows.flatMap((row) =>
          columns.flatMap((column, at) => {
            const value = row.months[at] ?? null;
            return value === null ? [] : [{column, row: row.name, value}];
          })
        )
      },
      table: {
        columns: [{title: "指标"}, ...columns.map((title) => ({title, unit: "%"}))],
        rows: rows.map((row) => [row.name, ...columns.map((_, at) => row.months[at] ?? null)])
      }
    },
    notes: ["各项指标口径不同，只看本行逐月的变化。"],
    source: {words: name, to: `/units/${code}`},
    minutes: 2
  };
}
