import {formatBare, formatMonth, formatRound} from "#app/format.ts";
import type {FrozenKpi, FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {TableHead} from "./table-head.tsx";

const MOST_COLUMNS = 11;

/** 单位: each unit's rates beside the union's. */
export function UnitsSection({state}: {state: FrozenState}) {
  const kpis = headlineKpis(state);
  const units = state.units.filter(({code}) => kpis.some((kpi) => valueOf(kpi, code) !== null));
  return (
    <section id="units" className="chapter">
      <h2>单位</h2>
      <p className="aside">
        {`各单位按人计算、可以互相比较的比率指标（%），${formatMonth(state.month)}。灰底为差于全校；目标是全校的，不是对单位的考核线；“—”为无数据或人数过少。`}
      </p>
      <table className="units" aria-label="各单位的指标">
        <TableHead columns={["单位", ...kpis.map(({code, name}) => ({title: `${code} ${name}`, unit: ""}))]} />
        <tbody>
          <tr className="union">
            <th scope="row">全校</th>
            {kpis.map((kpi) => (
              <Value key={kpi.code} kpi={kpi} value={kpi.value} />
            ))}
          </tr>
          <tr className="union">
            <th scope="row">目标</th>
            {kpis.map(({code, target, unit}) => (
              <td key={code} className="number">
                {target === null ? "—" : formatRound(target, unit).replace(` ${unit}`, "")}
              </td>
            ))}
          </tr>
          {units.map(({code, name}) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              {kpis.map((kpi) => (
                <Value key={kpi.code} kpi={kpi} value={valueOf(kpi, code)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Value({kpi, value}: {kpi: FrozenKpi; value: number | null}) {
  return <td className={isWorse(kpi, value) ? "number worse-than-union" : "number"}>{formatBare(value, kpi.unit)}</td>;
}

function isWorse({value: union, direction}: FrozenKpi, value: number | null): boolean {
  if (union === null || value === null) return false;
  return direction === "lower" ? value > union : value < union;
}

const valueOf = ({units}: FrozenKpi, code: string) => units.find((unit) => unit.code === code)?.value ?? null;

/** Rates by which units are ranked, and which at least half of them have. */
function headlineKpis({kpis, units_asked}: FrozenState): FrozenKpi[] {
  return kpis
    .filter(({unit, units_shown}) => unit === "%" && units_shown === "rank")
    .filter(({units}) => 2 * units.filter(({value}) => value !== null).length >= units_asked)
    .slice(0, MOST_COLUMNS);
}
