import {Form} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import type {DeliverablePage} from "./deliverable-page.server.ts";
import styles from "./plan.module.css";
import {gridColumnsOf} from "./plan-fields.ts";
import type {SettleProblem} from "./settle.server.ts";

const HELP: Record<string, string> = {
  leader: "写职务，如：分管副主席",
  lead_unit: "单位编码或名称",
  supporting_units: "多个用分号隔开",
  account: "由哪个账户填报进展，只能是一个",
  start_date: "如 2026-03-12；留空按文件",
  due_date: "如 2026-11-30；留空按文件。改晚即为延期，原定日期仍会显示",
  weight: "留空为 1",
  measured_by: "kpi:K09、held:4 或 report；留空按计划的默认",
  pace: "留空按计划的默认",
  reason: "改期限、权重或衡量时写明依据"
};

/** The form of one deliverable: it works without JavaScript and on a phone. */
export function AssignmentForm({page, problems}: {page: DeliverablePage; problems: SettleProblem[]}) {
  const {line, choices} = page;
  const columns = gridColumnsOf("assignments", choices).filter(({isFixed}) => !isFixed);
  const cells: Record<string, string> = line.cells;
  const hints: Record<string, string> = line.hints;
  return (
    <Form method="post" className={`${form.form} ${styles.form}`}>
      <CsrfField />
      <input type="hidden" name="intent" value="form" />
      <input type="hidden" name="code" value={line.id} />
      {problems
        .filter(({column}) => !columns.some(({key}) => key === column))
        .map(({text}) => (
          <p key={text} role="alert" className={form.problem}>
            {text}
          </p>
        ))}
      {columns.map(({key, title, choices: offered}) => {
        const problem = problems.find(({column}) => column === key);
        const isPicked = key === "pace" || key === "account";
        return (
          <label key={key}>
            <span>{title}</span>
            {isPicked && offered ? (
              <select name={`is/${key}`} defaultValue={cells[key]}>
                <option value="">（未设定）</option>
                {offered.map(({value, label}) => (
                  <option key={value} value={value}>
                    {value === label ? label : `${value}（${label}）`}
                  </option>
                ))}
              </select>
            ) : (
              <input
                name={`is/${key}`}
                defaultValue={cells[key]}
                placeholder={hints[key] && `按文件：${hints[key]}`}
                list={offered && `choices-${key}`}
                aria-invalid={problem ? true : undefined}
              />
            )}
            {offered && !isPicked && (
              <datalist id={`choices-${key}`}>
                {offered.map(({value, label}) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </datalist>
            )}
            <small className="secondary">{HELP[key]}</small>
            {problem && (
              <span role="alert" className={form.problem}>
                {problem.text}
              </span>
            )}
          </label>
        );
      })}
      <button type="submit" className={button.primary}>
        保存
      </button>
    </Form>
  );
}
