import {useLocation} from "@remix-run/react";
import {formatMonth} from "#app/format.ts";
import styles from "./paper-head.module.css";
import type {Shell} from "./shell.server.ts";

/** The pages whose numbers belong to a month and a unit. */
const OF_MONTH = /^\/(tasks\/.*|kpis\/.*|attention|changes|supervision|submissions|plan\/timeline)?$/;

/** What the header's fields say, in words: it is printed, where the header is not. */
export function PaperHead({shell}: {shell: Shell}) {
  const {pathname, search} = useLocation();
  return (
    <div className={styles.head}>
      <span>{shell.title}</span>
      {OF_MONTH.test(pathname) && <span>{scopeWords(shell, new URLSearchParams(search))}</span>}
      <span>{`${shell.visitor ? `${shell.visitor.name} ` : ""}打印于 ${shell.today}`}</span>
    </div>
  );
}

function scopeWords({defaultMonth, units, programmes}: Shell, search: URLSearchParams): string {
  const unit = units.find(({unit_code}) => unit_code === search.get("unit"))?.unit_name ?? "全校";
  const programme = programmes.find(({code}) => code === search.get("programme"))?.name;
  return [formatMonth(search.get("month") || defaultMonth), unit, programme].filter(Boolean).join("，");
}
