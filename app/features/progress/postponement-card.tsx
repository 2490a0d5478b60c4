import {Form} from "@remix-run/react";
import {formatDay} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import forms from "#app/ui/form.module.css";
import type {AskingPage, RefusedAsking} from "./postponement.server.ts";

interface PostponementCardProps {
  asking: AskingPage;
  refused: RefusedAsking | undefined;
}

/** 申请延期: asks the office for another due day while the old one has not passed. */
export function PostponementCard({asking, refused}: PostponementCardProps) {
  const {due_on, isEnded, isLate, open} = asking;
  if (isEnded) return null;
  return (
    <Card title="申请延期" id="postpone">
      {open ? (
        <OpenRequest open={open} />
      ) : isLate ? (
        <p>{`现定期限${formatDay(due_on)}已过，单位不能再申请延期；确需改期的，请联系校工会办公室。`}</p>
      ) : (
        <details open={refused ? true : undefined}>
          <summary>{`现定${formatDay(due_on)}完成；做不完的，请在这之前申请`}</summary>
          <AskingForm due_on={due_on} refused={refused} />
        </details>
      )}
    </Card>
  );
}

function OpenRequest({open}: {open: NonNullable<AskingPage["open"]>}) {
  return (
    <Form method="post" action="/progress?index" className={forms.row}>
      <CsrfField />
      <input type="hidden" name="intent" value="postponement" />
      <input type="hidden" name="request_id" value={open.request_id} />
      <span>{`已申请延到${formatDay(open.wanted_on)}，待校工会办公室答复。原因：${open.reason}`}</span>
      {open.isOwn && (
        <button type="submit" name="answer" value="withdrawn" className={button.small}>
          撤回申请
        </button>
      )}
    </Form>
  );
}

function AskingForm({due_on, refused}: {due_on: string; refused: RefusedAsking | undefined}) {
  return (
    <Form method="post" encType="multipart/form-data" className={forms.form}>
      <CsrfField />
      <input type="hidden" name="intent" value="postpone" />
      {refused && (
        <p role="alert" className={forms.refusal}>
          {refused.message}
        </p>
      )}
      <label>
        <span>想延到哪一天</span>
        <input type="date" name="wanted_on" min={due_on} defaultValue={refused?.wanted_on} />
      </label>
      <label>
        <span>原因</span>
        <input name="reason" maxLength={500} defaultValue={refused?.reason} autoComplete="off" />
      </label>
      <div className={forms.buttons}>
        <button type="submit" className={button.secondary}>
          提交延期申请
        </button>
      </div>
    </Form>
  );
}
