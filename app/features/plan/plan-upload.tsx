import {Link} from "@remix-run/react";
import buttons from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import form from "#app/ui/form.module.css";
import type {Column} from "#app/ui/table-column.ts";
import styles from "./plan.module.css";
import type {PlanAnswer, PlanYears} from "./plan-upload.server.ts";

type Finding = NonNullable<PlanAnswer["findings"]>[number];

const COLUMNS: Column<Finding>[] = [
  {key: "file", title: "文件", value: ({file}) => file, cell: ({file}) => file},
  {
    key: "line",
    title: "行",
    value: ({line}) => line ?? 0,
    cell: ({line}) => (line === undefined ? "整份文件" : `第 ${line} 行`)
  },
  {key: "column", title: "列", value: ({column}) => column ?? "", cell: ({column}) => column ?? "—"},
  {key: "text", title: "问题和要求", value: ({text}) => text, cell: ({text}) => text}
];

/** The files of a plan: checked first, then taken into use. */
export function PlanUpload({answer, files}: {answer?: PlanAnswer; files: string[]}) {
  return (
    <>
      <p className="secondary">
        先从下面下载上一年的计划文件，改成新一年的内容（文件名和表头不变），再一次选中全部文件检查。
      </p>
      <form method="post" encType="multipart/form-data" className={`${form.row} ${styles.upload}`}>
        <CsrfField />
        <label>
          <span>年度</span>
          <input
            name="year"
            inputMode="numeric"
            maxLength={4}
            defaultValue={answer?.year}
            placeholder="2027"
            required
          />
        </label>
        <label>
          <span>{`全部计划文件（${files.length - 1} 个 CSV 和 source.txt，一次选中）`}</span>
          <input type="file" name="files" accept=".csv,.txt" multiple required />
        </label>
        <button name="intent" value="check" className={buttons.primary}>
          检查（不保存）
        </button>
      </form>
      {answer?.problem && (
        <p role="alert" className={form.problem}>
          {answer.problem}
        </p>
      )}
      {answer?.findings && (
        <div role="alert">
          <p
            className={form.refusal}
          >{`发现 ${answer.findings.length} 处问题，没有保存任何内容。请改好后重新选择全部文件。`}</p>
          <DataTable caption="计划文件的问题" columns={COLUMNS} rows={answer.findings} />
        </div>
      )}
      {answer?.checked && <Checked {...answer.checked} />}
    </>
  );
}

/** What would be taken into use, with the button that does it. */
function Checked({year, document_number, counts, beside, files}: NonNullable<PlanAnswer["checked"]>) {
  return (
    <form method="post" encType="multipart/form-data" role="status">
      <CsrfField />
      <p>
        {`检查通过：${year} 年计划（${document_number}），${countsText(counts)}。`}
        {beside && `与 ${beside.year} 年相比，新增 ${beside.added} 个承诺编号，不再有 ${beside.dropped} 个。`}
        还没有保存。
      </p>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="files" value={files} />
      <button name="intent" value="take" className={buttons.primary}>
        {`启用 ${year} 年计划`}
      </button>
    </form>
  );
}

const countsText = ({programmes, tasks, deliverables, kpis}: PlanYears[number]["counts"]) =>
  `${programmes} 项工程、${tasks} 项任务、${deliverables} 项承诺、${kpis} 个指标`;

/** The years that have a plan, and the files of each, which the next year may begin from. */
export function PlanYearList({years, files}: {years: PlanYears; files: string[]}) {
  return (
    <ul>
      {years.map(({year, document_number, counts, revision, isReplaceable}) => (
        <li key={year}>
          <Link to={`/plan?month=${year}-12`}>{`${year} 年`}</Link>
          {`　${document_number}，${countsText(counts)}。`}
          <span className="secondary">
            {revision === 0
              ? "随系统提供，不能替换。"
              : `已上传 ${revision} 次，${isReplaceable ? "还没有分工和填报，可以重新上传。" : "已有分工或填报，不能再替换。"}`}
          </span>
          <details>
            <summary>{`下载 ${year} 年的计划文件`}</summary>
            <ul className={styles.links}>
              {files.map((file) => (
                <li key={file}>
                  <a href={`/plan/source/${year}/${file}`} download>
                    {file}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
