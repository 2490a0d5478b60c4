import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import forms from "#app/ui/form.module.css";
import {LevelMark} from "./level-mark.tsx";
import type {OwnNotice} from "./own-notices.server.ts";

/** The notices that wait for the visitor's 签收, each with one click. */
export function OwnNotices({notices}: {notices: OwnNotice[]}) {
  return (
    <ul className={forms.list}>
      {notices.map(({code, name, number, level, due_on}) => (
        <li key={number}>
          <LevelMark level={level} />
          <Link to={`/supervision/${code}`}>{`${number}　${code} ${name}`}</Link>
          <span className="secondary">{`时限 ${due_on}`}</span>
          <AcknowledgeButton code={code} number={number} back="/progress" />
        </li>
      ))}
    </ul>
  );
}

/** 签收 */
export function AcknowledgeButton({code, number, back}: {code: string; number: string; back?: string}) {
  return (
    <Form method="post" action={`/supervision/${code}`}>
      <CsrfField />
      {back !== undefined && <input type="hidden" name="back" value={back} />}
      <button name="intent" value="acknowledge" className={button.primary} aria-label={`签收 ${number}`}>
        签收
      </button>
    </Form>
  );
}
