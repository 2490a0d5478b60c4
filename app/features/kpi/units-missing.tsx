import {Fragment} from "react";
import {TOO_FEW} from "#app/format.ts";
import {KeptLink} from "#app/ui/kept-link.tsx";
import type {KpiPage} from "./kpi.server.ts";
import {missingUnitsOf, type Ranking} from "./ranking.ts";

/** Lists the units that still miss a yes/no KPI, which says more than a ranking of 0 % and 100 %. */
export function UnitsMissing({kpi, ranking}: {kpi: KpiPage; ranking: Ranking}) {
  const {missing, done} = missingUnitsOf(ranking);
  return (
    <>
      {missing.length === 0 ? (
        <p>{`${done} 个单位都已达到“${kpi.name}”。`}</p>
      ) : (
        <p>
          {`${done} 个单位已达到，还差 ${missing.length} 个：`}
          {missing.map(({unit_code, unit_name}, at) => (
            <Fragment key={unit_code}>
              {at > 0 && "、"}
              <KeptLink to={`/units/${unit_code}`}>{unit_name}</KeptLink>
            </Fragment>
          ))}
        </p>
      )}
      {ranking.hidden.length > 0 && <p className="secondary">{`${TOO_FEW}的单位：${ranking.hidden.join("、")}`}</p>}
      {ranking.without.length > 0 && (
        <p className="secondary">{`不在统计范围或无数据的单位：${ranking.without.join("、")}`}</p>
      )}
    </>
  );
}
