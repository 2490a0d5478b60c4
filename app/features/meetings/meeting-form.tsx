import form from "#app/ui/form.module.css";
import {Options} from "#app/ui/options.tsx";
import type {FieldProblem, MeetingFields} from "./meeting-fields.server.ts";

interface MeetingFieldsProps {
  bodies: string[];
  fields: MeetingFields;
  problems: FieldProblem[];
}

/** The fields of a meeting, with each problem at its field. */
export function MeetingFieldset({bodies, fields, problems}: MeetingFieldsProps) {
  const input = (name: keyof MeetingFields) => ({name, defaultValue: fields[name], ...markOf(problems, name)});
  return (
    <>
      <Field name="body" title="会议" problems={problems}>
        <select {...input("body")}>
          <Options of={bodies.map((body) => ({value: body, label: body}))} />
        </select>
      </Field>
      <Field name="held_on" title="日期" problems={problems}>
        <input {...input("held_on")} type="date" required />
      </Field>
      <Field name="held_at" title="开始时间（可不填）" problems={problems}>
        <input {...input("held_at")} type="time" />
      </Field>
      <Field name="place" title="地点" problems={problems}>
        <input {...input("place")} required autoComplete="off" />
      </Field>
      <Field name="chair" title="主持" problems={problems}>
        <input {...input("chair")} required autoComplete="off" />
      </Field>
      <Field name="present" title="出席（人数或名单，可在会上填）" problems={problems}>
        <input {...input("present")} autoComplete="off" />
      </Field>
    </>
  );
}

interface FieldProps {
  name: keyof MeetingFields;
  title: string;
  problems: FieldProblem[];
  children: React.ReactNode;
}

function Field({name, title, problems, children}: FieldProps) {
  const own = problems.find(({field}) => field === name);
  return (
    <label>
      <span>{title}</span>
      {children}
      {own && (
        <span id={`problem-${name}`} role="alert" className={form.problem}>
          {own.text}
        </span>
      )}
    </label>
  );
}

function markOf(problems: FieldProblem[], name: keyof MeetingFields) {
  return problems.some(({field}) => field === name)
    ? {"aria-invalid": true as const, "aria-describedby": `problem-${name}`}
    : {};
}
