import {Form, useLocation} from "@remix-run/react";
import {keptSearch} from "#app/ui/address.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import {InstructionList} from "./instruction-list.tsx";
import type {InstructionsAbout} from "./instructions.server.ts";
import styles from "./instructions.module.css";

interface InstructionBlockProps {
  about: InstructionsAbout;
  /** On a long page it stands on top while one waits for an answer, else at the bottom. */
  place?: "top" | "bottom";
}

/** 领导批示 on the page of a task, deliverable or KPI, with a short form for who may give one. */
export function InstructionBlock({about: {code, mayGive, lines}, place}: InstructionBlockProps) {
  const isWaiting = lines.some(({answer}) => answer === null);
  if (place !== undefined && isWaiting !== (place === "top")) return null;
  if (!mayGive && lines.length === 0) return null;
  return (
    <Card title="领导批示" id="instructions">
      {lines.length > 0 && <InstructionList lines={lines} />}
      {mayGive && (
        // An instruction that was given leaves an empty form.
        <details className={styles.give} key={lines.length}>
          <summary>写批示</summary>
          <GiveForm code={code} />
        </details>
      )}
    </Card>
  );
}

/** The form of one instruction; after a refusal it keeps what was typed. */
export function GiveForm({code, typed = ""}: {code: string; typed?: string}) {
  const search = keptSearch(useLocation().search);
  return (
    <Form method="post" action={`/instructions${search}`} className={form.form}>
      <CsrfField />
      <input type="hidden" name="intent" value="give" />
      <input type="hidden" name="code" value={code} />
      <label>
        <span>批示（最多 500 字；请不要写受助教职工的姓名）</span>
        <textarea name="words" rows={2} required defaultValue={typed} />
      </label>
      <div className={form.buttons}>
        <button type="submit" className={button.secondary}>
          批示
        </button>
        <span className="secondary">牵头单位和责任账户会在“进展”页看到，答复后办结。</span>
      </div>
    </Form>
  );
}
