import {Form} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import form from "#app/ui/form.module.css";
import type {CheckRow} from "./docx/check-row.ts";

export interface FormatCheck {
  problem?: string;
  name?: string;
  rows?: CheckRow[];
}

const COLUMNS = [
  {key: "rule", title: "要求", cell: ({rule}: CheckRow) => rule, value: ({rule}: CheckRow) => rule},
  {key: "met", title: "结果", cell: ({isMet}: CheckRow) => (isMet ? "✔ 符合" : "▲ 不符")},
  {key: "wanted", title: "标准", cell: ({wanted}: CheckRow) => wanted},
  {key: "found", title: "文件里", cell: ({found}: CheckRow) => found},
  {key: "mend", title: "怎样改", cell: ({mend}: CheckRow) => mend ?? "—"}
];

/** The file to be checked, and what was found rule by rule: what is off first. */
export function FormatCheckView({check}: {check?: FormatCheck}) {
  return (
    <>
      <Card title="选一个 Word 文件">
        {check?.problem && (
          <p role="alert" className={form.problem}>
            {check.problem}
          </p>
        )}
        <Form method="post" encType="multipart/form-data" className={form.form}>
          <CsrfField />
          <label>
            <span>Word 文件（docx，不超过 20 MB）</span>
            <input type="file" name="file" accept=".docx" required />
          </label>
          <button type="submit" className={button.primary}>
            检查
          </button>
        </Form>
        <p className="secondary">只读格式，不保存文件。标准是党政机关公文格式 GB/T 9704-2012，工会公文参照执行。</p>
      </Card>
      {check?.rows && (
        <Card title={sentenceOf(check.name ?? "", check.rows)}>
          <DataTable
            caption="逐条检查"
            columns={COLUMNS}
            rows={check.rows.toSorted((a, b) => Number(a.isMet) - Number(b.isMet))}
          />
        </Card>
      )}
    </>
  );
}

function sentenceOf(name: string, rows: CheckRow[]): string {
  const off = rows.filter(({isMet}) => !isMet).length;
  return off === 0 ? `“${name}”${rows.length} 条都符合` : `“${name}”${rows.length} 条中有 ${off} 条不符`;
}
