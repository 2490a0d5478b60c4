import {Form, Link, useLocation, useSearchParams, useSubmit} from "@remix-run/react";
import {formatMonth} from "#app/format.ts";
import {addressWith, keptMonth, keptSearch} from "#app/ui/address.ts";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {Picker} from "#app/ui/picker.tsx";
import styles from "./header.module.css";
import type {Shell} from "./shell.server.ts";
import {YearSwitch} from "./year-switch.tsx";

/** Shows the plan's title and the filters of the page. */
export function Header({shell}: {shell: Shell}) {
  const {pathname, search} = useLocation();
  return (
    <header className={styles.header}>
      <Link to="/" className={styles.brand}>
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span>
          <strong>{shell.title}</strong>
          <span className={styles.number}>{shell.document_number}</span>
        </span>
      </Link>
      {shell.visitor && (
        <nav className={styles.links} aria-label="主要页面">
          <Link to={`/submissions${keptSearch(search)}`}>报送</Link>
          <Link to={`/plan${keptMonth(search)}`}>计划</Link>
          {shell.may.includes("report-progress") && <Link to="/progress">进展</Link>}
          <Link to="/meetings">会议</Link>
          {shell.may.includes("see-outputs") && <Link to="/outputs">材料</Link>}
          <Link to="/datasets">数据字典</Link>
          {shell.may.includes("accounts") && <Link to="/admin/accounts">账户管理</Link>}
        </nav>
      )}
      {shell.visitor && !/^\/(datasets|submissions\/|assistance|account|admin|plan\/new)/.test(pathname) && (
        <YearSwitch shell={shell} />
      )}
      {shell.visitor && <SignedIn visitor={shell.visitor} />}
      {/* What a dataset holds depends on no month and no unit, nor does what waits for the office or stands of assistance. */}
      {shell.visitor &&
        !/^\/(datasets|plan|progress|outputs|meetings|instructions|submissions\/|assistance|account|admin|supervision\/)/.test(
          pathname
        ) && <Filters shell={shell} />}
    </header>
  );
}

/** Shows the signed-in account and the button to sign out. */
function SignedIn({visitor}: {visitor: NonNullable<Shell["visitor"]>}) {
  return (
    <form method="post" action="/sign-out" className={styles.visitor}>
      <CsrfField />
      <Link to="/account" aria-label={`我的账户：${visitor.name}，${visitor.role}`}>
        {visitor.name}
        <span className={styles.role}>{visitor.role}</span>
      </Link>
      <button type="submit">退出</button>
    </form>
  );
}

/** A plain form, which works without JavaScript; with JavaScript a choice submits it at once. */
function Filters({shell}: {shell: Shell}) {
  const {pathname} = useLocation();
  const [search] = useSearchParams();
  const submit = useSubmit();
  const month = search.get("month") || shell.defaultMonth;
  const index = shell.months.indexOf(month);
  const units = [
    {value: "", label: "全校"},
    ...shell.units.map(({unit_code, unit_name}) => ({value: unit_code, label: unit_name}))
  ];
  const programmes = [
    {value: "", label: "全部工程"},
    ...shell.programmes.map(({code, name}) => ({value: code, label: name}))
  ];
  return (
    <Form
      method="get"
      action={pathname}
      className={styles.filters}
      aria-label="筛选"
      onChange={(event) => submit(event.currentTarget, {preventScrollReset: true})}
    >
      <Step month={shell.months[index - 1]} label="上一月" sign="‹" search={search} />
      <Picker
        name="month"
        label="月份"
        value={month}
        options={shell.months.map((value) => ({value, label: formatMonth(value)}))}
      />
      <Step month={shell.months[index + 1]} label="下一月" sign="›" search={search} />
      {units.length > 1 && <Picker name="unit" label="单位" value={search.get("unit") ?? ""} options={units} />}
      {pathname === "/" && (
        <Picker name="programme" label="工程" value={search.get("programme") ?? ""} options={programmes} isMinor />
      )}
      <noscript>
        <button type="submit">查看</button>
      </noscript>
    </Form>
  );
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
