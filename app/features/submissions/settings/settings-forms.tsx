import {Form} from "@remix-run/react";
import {formatMonth} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {Picker} from "#app/ui/picker.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import styles from "./settings-forms.module.css";
import type {ReportSettings} from "./settings.server.ts";

export interface RefusedSetting {
  message: string;
  intent: string;
  typed: Record<string, string>;
}

interface FormProps {
  settings: ReportSettings;
  refused?: RefusedSetting;
}

export function SettingsForms(props: FormProps) {
  return (
    <>
      <Card title="截止日和自动通过">
        <DatasetsForm {...props} />
      </Card>
      <Card title="月份锁定">
        <LockForms {...props} />
      </Card>
      <Card title="锁定后的补报开放">
        <ExceptionForm {...props} />
      </Card>
      <Card title="单位简称">
        <AliasForm {...props} />
      </Card>
    </>
  );
}

function DatasetsForm({settings, refused}: FormProps) {
  const typed = refused?.intent === "datasets" ? refused.typed : undefined;
  return (
    <Form method="post">
      <CsrfField />
      <Refusal intent="datasets" refused={refused} />
      <input type="hidden" name="intent" value="datasets" />
      <ul className={styles.datasets}>
        {settings.datasets.map(({dataset, title, cycle, dueDay, isFromUnits, isAutomatic}) => (
          <li key={dataset}>
            <span>
              <strong>{title}</strong>
              <span className="secondary">{`（${cycle}，${isFromUnits ? "二级单位工会" : "校工会办公室"}报送）`}</span>
            </span>
            <label>
              次月
              <input
                name={`due-day/${dataset}`}
                type="number"
                min={1}
                max={28}
                required
                defaultValue={typed?.[`due-day/${dataset}`] ?? dueDay}
                aria-label={`${title}的截止日`}
              />
              日截止
            </label>
            <label>
              <input
                name={`auto-approve/${dataset}`}
                type="checkbox"
                value="1"
                defaultChecked={typed ? typed[`auto-approve/${dataset}`] === "1" : isAutomatic}
              />
              没有提示的自动通过
            </label>
          </li>
        ))}
      </ul>
      <button type="submit" className={styles.main}>
        保存
      </button>
    </Form>
  );
}

function LockForms({settings, refused}: FormProps) {
  const {locks, months} = settings;
  const open = months.filter((month) => !locks.some((lock) => lock.month === month));
  return (
    <>
      <p className="secondary">锁定后，单位不能再改动这个月的数据；办公室仍可更正，会得到提示。</p>
      <Refusal intent="lock" refused={refused} />
      {locks.length === 0 && <p>现在没有锁定的月份。</p>}
      <ul>
        {locks.map(({month, reason}) => (
          <li key={month} className={styles.lock}>
            <span>{`${formatMonth(month)}已锁定${reason ? `：${reason}` : ""}`}</span>
            <Form method="post">
              <CsrfField />
              <input type="hidden" name="intent" value="unlock" />
              <input type="hidden" name="month" value={month} />
              <button type="submit" aria-label={`解锁${formatMonth(month)}`}>
                解锁
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" className={styles.row}>
        <CsrfField />
        <input type="hidden" name="intent" value="lock" />
        <Picker
          name="month"
          label="要锁定的月份"
          value={refused?.typed.month ?? open[0] ?? ""}
          options={open.map((value) => ({value, label: formatMonth(value)}))}
        />
        <input name="reason" aria-label="锁定原因" placeholder="原因（可不填）" maxLength={200} />
        <button type="submit">锁定</button>
      </Form>
    </>
  );
}

/** Files often write a unit's name for its code; full names are known by themselves. */
function AliasForm({settings, refused}: FormProps) {
  const typed = refused?.intent === "alias" ? refused.typed : {};
  return (
    <>
      <p className="secondary">
        表里写单位全名的，系统认得；写简称（如“计科院”）的，在这里说明是哪个单位，以后就能收。
      </p>
      <Refusal intent="alias" refused={refused} />
      <ul>
        {settings.aliases.map(({alias, unit_code, unit_name}) => (
          <li key={alias} className={styles.lock}>
            <span>{`${alias}：${unit_code} ${unit_name}`}</span>
            <Form method="post">
              <CsrfField />
              <input type="hidden" name="intent" value="alias-back" />
              <input type="hidden" name="alias" value={alias} />
              <button type="submit" aria-label={`删去简称${alias}`}>
                删去
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" className={styles.row}>
        <CsrfField />
        <input type="hidden" name="intent" value="alias" />
        <input name="alias" aria-label="简称" placeholder="简称" maxLength={40} defaultValue={typed.alias} />
        <Picker
          name="unit"
          label="简称所指的单位"
          value={typed.unit ?? ""}
          options={[{value: "", label: "请选择单位"}, ...settings.units]}
        />
        <button type="submit">加上</button>
      </Form>
    </>
  );
}

function ExceptionForm({settings, refused}: FormProps) {
  const {locks, exceptions, units, fromUnits} = settings;
  const typed = refused?.intent === "exception" ? refused.typed : {};
  return (
    <>
      <Refusal intent="exception" refused={refused} />
      <ul>
        {exceptions.map(({month, unit_name, unit_code, dataset, title, open_until, is_open, reason}) => (
          <li key={`${month} ${unit_code} ${dataset}`} className={styles.lock}>
            {`${unit_name}：${title}，${formatMonth(month)}，${is_open ? `开放到 ${open_until}` : `已于 ${open_until} 结束`}（${reason}）`}
          </li>
        ))}
      </ul>
      {locks.length === 0 ? (
        <p>没有锁定的月份，不需要开放。</p>
      ) : (
        <Form method="post" className={styles.column}>
          <CsrfField />
          <input type="hidden" name="intent" value="exception" />
          <Labelled label="月份">
            <Picker
              name="month"
              label="月份"
              value={typed.month ?? locks[0]!.month}
              options={locks.map(({month}) => ({value: month, label: formatMonth(month)}))}
            />
          </Labelled>
          <Labelled label="单位">
            <Picker
              name="unit"
              label="单位"
              value={typed.unit ?? ""}
              options={[{value: "", label: "请选择"}, ...units]}
            />
          </Labelled>
          <Labelled label="数据集">
            <Picker
              name="dataset"
              label="数据集"
              value={typed.dataset ?? ""}
              options={[{value: "", label: "请选择"}, ...fromUnits]}
            />
          </Labelled>
          <Labelled label="开放到（含当日）">
            <input name="openUntil" type="date" defaultValue={typed.openUntil} />
          </Labelled>
          <Labelled label="原因">
            <input name="reason" maxLength={200} defaultValue={typed.reason} />
          </Labelled>
          <button type="submit">开放</button>
        </Form>
      )}
    </>
  );
}

function Labelled({label, children}: {label: string; children: React.ReactNode}) {
  return (
    <label className={styles.labelled}>
      <span>{label}</span>
      {children}
    </label>
  );
}

function Refusal({intent, refused}: {intent: string; refused?: RefusedSetting}) {
  if (refused?.intent !== intent) return null;
  return (
    <p role="alert" className={styles.refusal}>
      {refused.message}
    </p>
  );
}
