import {Link} from "@remix-run/react";
import buttons from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import stacked from "#app/ui/stacked-table.module.css";
import type {Inheritance} from "./inherit.server.ts";
import styles from "./plan.module.css";
import {usePlanAddress} from "./use-plan-address.ts";

type InheritedRow = Inheritance["deliverables"][number];

const LIKENESS = {equal: "编号、名称相同", similar: "编号相同，名称相近，请核对"};

/** What the year before settled of the deliverables, to be taken one by one. */
export function InheritedAssignments({inheritance: {before, deliverables}}: {inheritance: Inheritance}) {
  const equal = deliverables.filter(({likeness}) => likeness === "equal").length;
  if (deliverables.length === 0)
    return <p className="secondary">没有可沿用的分工：今年都已设定，或编号、名称对不上。</p>;
  return (
    <form method="post">
      <CsrfField />
      <div className={form.buttons}>
        <button name="intent" value="take-equal" className={buttons.primary} disabled={equal === 0}>
          {`沿用编号、名称相同的 ${equal} 项`}
        </button>
        <button name="intent" value="take" className={buttons.secondary}>
          只沿用勾选的
        </button>
      </div>
      <table className={`${styles.inherited} ${stacked.stacked}`}>
        <caption className="visually-hidden">{`${before} 年的分工和期限`}</caption>
        <thead>
          <tr>
            <th scope="col">沿用</th>
            <th scope="col">承诺</th>
            <th scope="col">责任</th>
            <th scope="col">期限（顺延一年）</th>
            <th scope="col">衡量</th>
          </tr>
        </thead>
        <tbody>
          {deliverables.map((row) => (
            <AssignmentRow key={row.code} row={row} before={before} />
          ))}
        </tbody>
      </table>
    </form>
  );
}

function AssignmentRow({row, before}: {row: InheritedRow; before: number}) {
  const address = usePlanAddress();
  const {code, name, name_before, likeness, units, cells} = row;
  return (
    <tr>
      <td data-label="沿用">
        <Check code={code} name={name} />
      </td>
      <td data-label="承诺">
        <span>
          <Link to={address(`/plan/${code}`)}>{code}</Link> <b>{name}</b>
          <span className={styles.beside}>
            {likeness === "equal" ? LIKENESS.equal : `${LIKENESS.similar}；${before} 年：${name_before}`}
          </span>
        </span>
      </td>
      <td data-label="责任">{[units.join("、"), cells.leader, cells.account].filter(Boolean).join("；") || "—"}</td>
      <td data-label="期限">{datesText(cells)}</td>
      <td data-label="衡量">
        {[cells.measured_by, cells.pace, cells.weight && `权重 ${cells.weight}`].filter(Boolean).join("，") || "—"}
      </td>
    </tr>
  );
}

function datesText({start_date, due_date}: Record<string, string>): string {
  if (start_date && due_date) return `${start_date} 至 ${due_date}`;
  if (start_date) return `${start_date} 起`;
  return due_date ? `${due_date} 前` : "按文件";
}

function Check({code, name}: {code: string; name: string}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" name="code" value={code} aria-label={`沿用 ${code} ${name}`} />
    </label>
  );
}

/** The targets that the office set in the year before. None is taken that nobody ticked. */
export function InheritedTargets({inheritance: {before, targets}}: {inheritance: Inheritance}) {
  const address = usePlanAddress();
  if (targets.length === 0) return <p className="secondary">没有可沿用的目标。</p>;
  return (
    <form method="post">
      <CsrfField />
      <p className="secondary">{`沿用的目标一律记为“本地设定”，理由写明“沿用 ${before} 年”；请逐项勾选。`}</p>
      <ul className={form.list}>
        {targets.map(({code, name, unit, likeness, cells}) => (
          <li key={code}>
            <Check code={code} name={name} />
            <span>
              <Link to={address(`/kpis/${code}`)}>{code}</Link> <b>{name}</b>
              {`　${cells.target} ${unit}`}
              <span
                className={styles.beside}
              >{`${cells.reason}${likeness === "equal" ? "" : `（${LIKENESS.similar}）`}`}</span>
            </span>
          </li>
        ))}
      </ul>
      <button name="intent" value="targets" className={buttons.secondary}>
        沿用勾选的目标
      </button>
    </form>
  );
}
