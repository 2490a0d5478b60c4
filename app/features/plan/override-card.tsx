import {Form} from "@remix-run/react";
import {formatDay} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import {Options} from "#app/ui/options.tsx";
import type {RefusedOverride} from "./override.server.ts";
import type {Promises} from "./promises.server.ts";

interface OverrideCardProps {
  promises: Promises;
  mayEdit: boolean;
  refused: RefusedOverride | undefined;
}

/** 办公室认定: what was stated beside the computed status and when, and the office's form. */
export function OverrideCard({promises, mayEdit, refused}: OverrideCardProps) {
  const {overrides, override, mayState} = promises;
  const isOffered = mayEdit && (mayState || override !== null);
  if (overrides.length === 0 && !isOffered) return null;
  return (
    <Card title="办公室认定的状态" id="override">
      {overrides.length > 0 && (
        <ol reversed>
          {[...overrides].reverse().map((entry) => (
            <li key={entry.override_id}>{statementText(entry)}</li>
          ))}
        </ol>
      )}
      {isOffered && override && <LiftForm refused={refused} />}
      {isOffered && (
        <details open={refused && refused.status !== "" ? true : undefined}>
          <summary>{override ? "改为认定另一个状态" : "数据不能说明情况时，认定一个状态"}</summary>
          <StateForm promises={promises} refused={refused} />
        </details>
      )}
    </Card>
  );
}

function statementText({status, reason, until_on, meeting, decided_on, set_on, set_by}: Promises["overrides"][number]) {
  const what = status === null ? "撤销认定" : `认定 ${status}`;
  const decision = meeting === null ? "" : `，经${meeting}（${decided_on}）决定`;
  const until = until_on === null ? "" : `，至 ${until_on}`;
  return `${set_on} ${set_by ?? ""} ${what}${until}${decision}：${reason}`;
}

function Refusal({refused}: {refused: RefusedOverride | undefined}) {
  return (
    refused && (
      <p role="alert" className={form.refusal}>
        {refused.message}
      </p>
    )
  );
}

function LiftForm({refused}: {refused: RefusedOverride | undefined}) {
  const own = refused?.status === "" ? refused : undefined;
  return (
    <Form method="post" className={form.row}>
      <CsrfField />
      <input type="hidden" name="intent" value="lift" />
      <label>
        <span>撤销的理由</span>
        <input name="reason" maxLength={500} defaultValue={own?.reason} autoComplete="off" />
      </label>
      <button type="submit" className={button.secondary}>
        撤销认定，按数据显示
      </button>
      <Refusal refused={own} />
    </Form>
  );
}

function StateForm({promises, refused}: Pick<OverrideCardProps, "promises" | "refused">) {
  const own = refused && refused.status !== "" ? refused : undefined;
  const options = promises.statable.map((status) => ({value: status, label: status}));
  return (
    <Form method="post" className={form.form}>
      <CsrfField />
      <input type="hidden" name="intent" value="override" />
      <Refusal refused={own} />
      <label>
        <span>认定为</span>
        <select name="status" defaultValue={own?.status}>
          <Options of={options} />
        </select>
      </label>
      <label>
        <span>理由（和按数据的状态一起显示）</span>
        <input name="reason" maxLength={500} defaultValue={own?.reason} autoComplete="off" />
      </label>
      <label>
        <span>到哪一天为止（不填则直到撤销）</span>
        <input type="date" name="until" min={promises.today} defaultValue={own?.until} />
      </label>
      <label>
        <span>认定为已调整时：哪次会议决定</span>
        <input name="meeting" maxLength={60} placeholder="工会常委会" defaultValue={own?.meeting} autoComplete="off" />
      </label>
      <label>
        <span>{`认定为已调整时：决定日期（不晚于${formatDay(promises.today)}）`}</span>
        <input type="date" name="decided" max={promises.today} defaultValue={own?.decided} />
      </label>
      <div className={form.buttons}>
        <button type="submit" className={button.secondary}>
          认定
        </button>
      </div>
    </Form>
  );
}
