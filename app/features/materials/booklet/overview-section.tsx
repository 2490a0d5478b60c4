import {formatBare} from "#app/format.ts";
import type {FrozenConcern, FrozenState, FrozenTask} from "#app/features/deck/state/frozen-state.ts";
import {OwnerCell} from "./owner-cell.tsx";
import {Difference, ProgressBar} from "./progress.tsx";
import {Status} from "./status.tsx";
import {TableHead} from "./table-head.tsx";

/** 总览: the conclusion, the deliverables by status, the tasks as rows, and what needs attention. */
export function OverviewSection({state}: {state: FrozenState}) {
  const {sentence, tally, programmes, tasks, concerns} = state;
  return (
    <section id="overview" className="chapter">
      <h2>总览</h2>
      <p className="sentence">{sentence}</p>
      <ul className="tally">
        {tally.map(({status, count}) => (
          <li key={status}>
            <b>{count}</b>
            <Status status={status} />
          </li>
        ))}
      </ul>
      <table aria-label="各项任务的进度">
        <TableHead
          columns={[
            "任务",
            "状态",
            {title: "实际", unit: "%"},
            {title: "序时", unit: "%"},
            {title: "Δ", unit: "百分点"},
            {title: "实际（实心）与序时（空框）", look: "bars"}
          ]}
        />
        {programmes.map(({code, name, motto}) => (
          <tbody key={code}>
            <tr className="group">
              <th colSpan={6} scope="rowgroup">{`${name}　${motto}`}</th>
            </tr>
            {tasks
              .filter((task) => task.programme_code === code)
              .map((task) => (
                <TaskRow key={task.code} task={task} />
              ))}
          </tbody>
        ))}
      </table>
      <Concerns concerns={concerns} />
    </section>
  );
}

function TaskRow({task: {code, title, status, progress, pace, with_data, of}}: {task: FrozenTask}) {
  return (
    <tr>
      <td>
        <a href={`#${code}`}>{`${code} ${title}`}</a>
        {with_data < of && <small>{`　${with_data}/${of} 项有数据`}</small>}
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
      <td className="bars">
        <ProgressBar progress={progress} pace={pace} />
      </td>
    </tr>
  );
}

/** 需关注, the most severe first. */
function Concerns({concerns}: {concerns: FrozenConcern[]}) {
  if (concerns.length === 0) return <p>没有需关注的举措。</p>;
  return (
    <>
      <h3>{`需关注的举措 ${concerns.length} 项`}</h3>
      <table aria-label="需关注的举措">
        <TableHead columns={["举措", "状态", "原因", "责任"]} />
        <tbody>
          {concerns.map(({code, name, status, reasons, problem_note, owner}) => (
            <tr key={code}>
              <td>{`${code} ${name}`}</td>
              <td>
                <Status status={status} />
              </td>
              <td>
                {reasons.join("；")}
                {problem_note && <small className="below">{problem_note}</small>}
              </td>
              <OwnerCell owner={owner} />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
