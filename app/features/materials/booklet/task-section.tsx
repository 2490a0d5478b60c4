import {DASH, formatBare, formatRound, formatShortMonth} from "#app/format.ts";
import type {FrozenDeliverable, FrozenKpi, FrozenState, FrozenTask} from "#app/features/deck/state/frozen-state.ts";
import {OwnerCell} from "./owner-cell.tsx";
import {MonthLine} from "./month-line.tsx";
import {PanelFigure} from "./panel-figure.tsx";
import {Difference} from "./progress.tsx";
import {Status} from "./status.tsx";
import {TableHead} from "./table-head.tsx";

/** One task on pages of its own: the conclusion, what was promised, the KPIs, the panels. */
export function TaskSection({task, state}: {task: FrozenTask; state: FrozenState}) {
  const {code, title, sentence, rule, status, deliverables, panels} = task;
  const programme = state.programmes.find((each) => each.code === task.programme_code);
  const kpis = state.kpis.filter((kpi) => kpi.task_code === code);
  return (
    <section id={code} className="chapter">
      <p className="aside">{programme && `${programme.name}　${programme.motto}`}</p>
      <h2>{`${code} ${title}`}</h2>
      <p className="sentence">
        <Status status={status} />
        {`　${sentence}`}
      </p>
      <p className="aside">{`判定：${rule}`}</p>
      <h3>{`举措 ${deliverables.length} 项`}</h3>
      <Deliverables deliverables={deliverables} />
      {kpis.length > 0 && (
        <>
          <h3>{`指标 ${kpis.length} 项`}</h3>
          <Kpis kpis={kpis} />
        </>
      )}
      {panels.map((panel) => (
        <PanelFigure key={panel.id} panel={panel} />
      ))}
    </section>
  );
}

function Deliverables({deliverables}: {deliverables: FrozenDeliverable[]}) {
  return (
    <table aria-label="举措">
      <TableHead
        columns={[
          "举措",
          "状态",
          {title: "实际", unit: "%"},
          {title: "应达", unit: "%"},
          {title: "Δ", unit: ""},
          "期限",
          "责任"
        ]}
      />
      <tbody>
        {deliverables.map((each) => (
          <DeliverableRow key={each.code} deliverable={each} />
        ))}
      </tbody>
    </table>
  );
}

function DeliverableRow({deliverable}: {deliverable: FrozenDeliverable}) {
  const {code, name, status, rule, progress, pace, due_on, original_due_on, owner, problem_note} = deliverable;
  return (
    <tr>
      <td>
        {`${code} ${name}`}
        {isConcerning(status) && <small className="below">{rule}</small>}
        {problem_note && <small className="below">{`问题：${problem_note}`}</small>}
      </td>
      <td>
        <Status status={status} />
      </td>
      <td className="number">
        <b>{formatBare(progress, "%")}</b>
      </td>
      <td className="number">{formatBare(pace, "%")}</td>
      <td className="number">
        <Difference progress={progress} pace={pace} />
      </td>
      <td className="short">
        {due_on}
        {due_on !== original_due_on && <small className="below">{`原定 ${original_due_on}`}</small>}
      </td>
      <OwnerCell owner={owner} />
    </tr>
  );
}

const isConcerning = (status: string) => status === "逾期" || status === "滞后" || status === "临期";

function Kpis({kpis}: {kpis: FrozenKpi[]}) {
  return (
    <table aria-label="指标">
      <TableHead columns={["指标", {title: "实际", unit: ""}, "目标", {title: "较上月", unit: ""}, "逐月", "状态"]} />
      <tbody>
        {kpis.map((kpi) => (
          <KpiRow key={kpi.code} kpi={kpi} />
        ))}
      </tbody>
    </table>
  );
}

function KpiRow({kpi}: {kpi: FrozenKpi}) {
  const {code, name, unit, is_hidden, numerator, denominator, target, target_source, months, status} = kpi;
  return (
    <tr>
      <td>
        {`${code} ${name}`}
        <small>{`（${unit}）`}</small>
        {!is_hidden && numerator !== null && denominator !== null && (
          <small className="below">{`${formatBare(numerator)} ÷ ${formatBare(denominator)}`}</small>
        )}
      </td>
      <td className="number">
        <ShownValue kpi={kpi} />
      </td>
      <td>
        {target === null ? DASH : formatRound(target, unit)}
        {target !== null && <small className="below">{target_source}</small>}
      </td>
      <td className="number">
        <Change kpi={kpi} />
      </td>
      <td className="months">{!is_hidden && <MonthLine months={months} target={target} />}</td>
      <td>{status === null ? DASH : <Status status={status} />}</td>
    </tr>
  );
}

/** The month's own value, or the last one of the year that the status speaks of, with its month below. */
function ShownValue({kpi: {value, is_hidden, last_shown, unit}}: {kpi: FrozenKpi}) {
  if (is_hidden) return <b>人数过少</b>;
  return (
    <>
      <b>{formatBare(value ?? last_shown?.value, unit)}</b>
      {value === null && last_shown && <small className="below">{`${formatShortMonth(last_shown.month)}的数`}</small>}
    </>
  );
}

function Change({kpi: {change, is_better, unit}}: {kpi: FrozenKpi}) {
  if (change === null) return <>{DASH}</>;
  const size = formatBare(Math.abs(change), unit);
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  const look = is_better === null || change === 0 ? undefined : is_better ? "better" : "worse";
  return <span className={look}>{`${sign}${size}`}</span>;
}
