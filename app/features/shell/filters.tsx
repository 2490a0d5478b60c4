import {Form, Link, useLocation, useSearchParams, useSubmit} from "@remix-run/react";
import {useRef, useState} from "react";
import {formatMonth} from "#app/format.ts";
import {addressWith} from "#app/ui/address.ts";
import {Picker} from "#app/ui/picker.tsx";
import styles from "./header.module.css";
import {filtersOf} from "./page-filters.ts";
import type {Shell} from "./shell.server.ts";

/** The filters of the page: a plain form, which works without JavaScript. */
export function Filters({shell}: {shell: Shell}) {
  const {pathname} = useLocation();
  const [search] = useSearchParams();
  const choice = useChoice();
  const shown = filtersOf(pathname);
  if (!shown.includes("month")) return null;
  const month = monthIn(search.get("month"), shell);
  const months = [...new Set([...shell.months, month])].sort();
  const index = months.indexOf(month);
  return (
    <Form method="get" action={pathname} className={styles.filters} aria-label="筛选" {...choice.handlers}>
      <Step month={months[index - 1]} label="上一月" sign="‹" search={search} />
      <Picker
        name="month"
        label="月份"
        value={month}
        options={months.map((value) => ({value, label: formatMonth(value)}))}
      />
      <Step month={months[index + 1]} label="下一月" sign="›" search={search} />
      {shown.includes("unit") && shell.units.length > 0 && (
        <Picker name="unit" label="单位" value={search.get("unit") ?? unitOf(pathname)} options={unitOptions(shell)} />
      )}
      {CHOICES.map((name) => {
        const value = search.get(name);
        return value !== null && <input key={name} type="hidden" name={name} value={value} />;
      })}
      {shown.includes("programme") && (
        <Picker
          name="programme"
          label="工程"
          value={search.get("programme") ?? ""}
          options={programmeOptions(shell)}
          isMinor
        />
      )}
      {choice.isWaiting ? (
        <button type="submit">查看</button>
      ) : (
        <noscript>
          <button type="submit">查看</button>
        </noscript>
      )}
    </Form>
  );
}

/** The month of the address, even one that has not begun; the usual one where the address names none. */
function monthIn(asked: string | null, {defaultMonth}: Shell): string {
  return asked !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : defaultMonth;
}

/** What a page's own choices add to the address, and the filters keep. */
const CHOICES = ["pins", "kpi", "sort"];

/** A unit's page has its unit in the path. */
const unitOf = (pathname: string) => /^\/units\/([^/]+)$/.exec(pathname)?.[1] ?? "";

const unitOptions = ({units}: Shell) => [
  {value: "", label: "全校"},
  ...units.map(({unit_code, unit_name}) => ({value: unit_code, label: unit_name}))
];

const programmeOptions = ({programmes}: Shell) => [
  {value: "", label: "全部工程"},
  ...programmes.map(({code, name}) => ({value: code, label: name}))
];

/**
 * A choice by pointer shows at once. One by keyboard passes through every month on its way, so it shows on Enter, on
 * leaving the field or by the button.
 */
function useChoice() {
  const submit = useSubmit();
  const isByKey = useRef(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const show = (form: HTMLFormElement) => {
    setIsWaiting(false);
    submit(form, {preventScrollReset: true});
  };
  const handlers = {
    onPointerDown: () => (isByKey.current = false),
    onKeyDown: (event: React.KeyboardEvent<HTMLFormElement>) => {
      isByKey.current = true;
      if (event.key === "Enter" && isWaiting && event.target instanceof HTMLSelectElement) {
        event.preventDefault();
        show(event.currentTarget);
      }
    },
    onChange: ({currentTarget}: React.FormEvent<HTMLFormElement>) =>
      isByKey.current ? setIsWaiting(true) : show(currentTarget),
    onBlur: ({currentTarget, relatedTarget}: React.FocusEvent<HTMLFormElement>) => {
      if (isWaiting && !(relatedTarget instanceof HTMLButtonElement)) show(currentTarget);
    },
    onSubmit: () => setIsWaiting(false)
  };
  return {handlers, isWaiting};
}

interface StepProps {
  month: string | undefined;
  label: string;
  sign: string;
  search: URLSearchParams;
}

function Step({month, label, sign, search}: StepProps) {
  if (!month) {
    return (
      <span className={styles.step} aria-hidden="true">
        {sign}
      </span>
    );
  }
  return (
    <Link
      className={styles.step}
      to={addressWith(search, {month})}
      aria-label={`${label}（${formatMonth(month)}）`}
      preventScrollReset
    >
      {sign}
    </Link>
  );
}
