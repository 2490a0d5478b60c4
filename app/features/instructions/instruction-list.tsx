import {Form, Link, useLocation} from "@remix-run/react";
import {keptSearch} from "#app/ui/address.ts";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import type {InstructionLine} from "./instructions.server.ts";
import styles from "./instructions.module.css";

interface InstructionListProps {
  lines: InstructionLine[];
  /** Says what each is about, where they stand on no page of their subject. */
  isApart?: boolean;
  /** What was typed about one of them before a refusal. */
  typed?: {id: string; words: string; evidence: string};
}

/** Instructions with their answers; an open one with the form to answer it. */
export function InstructionList({lines, isApart, typed}: InstructionListProps) {
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <Line
          key={line.instruction_id}
          {...{line, isApart}}
          typed={line.instruction_id === typed?.id ? typed : undefined}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  line: InstructionLine;
  isApart?: boolean;
  typed: InstructionListProps["typed"];
}

function Line({line, isApart, typed}: LineProps) {
  const {subject, words, given_by, given_at, answer, mayAnswer} = line;
  const search = keptSearch(useLocation().search);
  return (
    <li className={styles.line}>
      {isApart && (
        <Link to={`${subject.path}${search}#instructions`}>
          {subject.code} {subject.name}
        </Link>
      )}
      <p className={styles.words}>{words}</p>
      <p className="secondary">
        {`${given_by}　${given_at}　`}
        <b>{answer ? "已答复" : "待答复"}</b>
      </p>
      {answer && <Answer answer={answer} />}
      {mayAnswer && (
        <details open={typed !== undefined || undefined}>
          <summary>答复</summary>
          <AnswerForm line={line} typed={typed} />
        </details>
      )}
    </li>
  );
}

function Answer({answer}: {answer: NonNullable<InstructionLine["answer"]>}) {
  return (
    <div className={styles.answer}>
      <p>
        {`答复：${answer.words} `}
        {answer.evidence && (
          <a href={answer.evidence} rel="noreferrer noopener" target="_blank">
            打开佐证材料
          </a>
        )}
      </p>
      <p className="secondary">{`${answer.answered_by}　${answer.answered_at}`}</p>
    </div>
  );
}

function AnswerForm({line, typed}: Pick<LineProps, "line" | "typed">) {
  const search = keptSearch(useLocation().search);
  return (
    <Form method="post" action={`/instructions${search}`} className={form.form}>
      <CsrfField />
      <input type="hidden" name="intent" value="answer" />
      <input type="hidden" name="id" value={line.instruction_id} />
      <label>
        <span>答复（最多 500 字；请不要写受助教职工的姓名）</span>
        <textarea name="words" rows={2} required defaultValue={typed?.words} />
      </label>
      <label>
        <span>佐证材料网址（没有可不填）</span>
        <input
          name="evidence"
          inputMode="url"
          placeholder="https://"
          autoComplete="off"
          defaultValue={typed?.evidence}
        />
      </label>
      <div className={form.buttons}>
        <button type="submit" className={button.secondary}>
          答复并办结
        </button>
      </div>
    </Form>
  );
}
