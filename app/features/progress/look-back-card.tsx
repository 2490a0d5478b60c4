import {Form} from "@remix-run/react";
import {formatDay} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import forms from "#app/ui/form.module.css";
import type {LookBackForm, RefusedLookBack} from "./look-back.server.ts";

interface LookBackCardProps {
  lookBack: LookBackForm;
  refused: RefusedLookBack | undefined;
}

const LABELS = {巩固: "确认巩固", 反弹: "记为反弹"};

/** 回头看 of a closed deliverable: when it is due, what was found, and for the office the form. */
export function LookBackCard({lookBack, refused}: LookBackCardProps) {
  const {closed_on, due_on, found, mayRecord, results} = lookBack;
  return (
    <Card title="回头看" id="look-back">
      <p>
        {found
          ? `${formatDay(found.looked_on)}回头看：${found.result}。${found.sentence}`
          : `${formatDay(closed_on)}办结，应于${formatDay(due_on)}回头看。`}
      </p>
      {mayRecord && results.length > 0 && (
        <Form method="post" encType="multipart/form-data" className={forms.form}>
          <CsrfField />
          <input type="hidden" name="intent" value="look-back" />
          {refused && (
            <p role="alert" className={forms.refusal}>
              {refused.message}
            </p>
          )}
          <label>
            <span>看到的情况，一句话</span>
            <input name="sentence" maxLength={500} defaultValue={refused?.sentence} autoComplete="off" />
          </label>
          <label>
            <span>佐证网址</span>
            <input name="link" inputMode="url" placeholder="https://" defaultValue={refused?.link} autoComplete="off" />
          </label>
          <label>
            <span>佐证文件（照片、PDF、docx、xlsx）</span>
            <input type="file" name="files" multiple accept="image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx" />
          </label>
          <div className={forms.buttons}>
            {results.map((result) => (
              <button
                key={result}
                type="submit"
                name="result"
                value={result}
                className={result === "巩固" ? button.primary : button.secondary}
              >
                {LABELS[result]}
              </button>
            ))}
          </div>
          <p className="secondary">记为反弹后，这项承诺重新打开，待责任单位重新办理。</p>
        </Form>
      )}
    </Card>
  );
}
