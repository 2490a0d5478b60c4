import {Link, useLocation} from "@remix-run/react";
import {addressWith} from "#app/ui/address.ts";
import styles from "./header.module.css";
import {filtersOf} from "./page-filters.ts";
import type {Shell} from "./shell.server.ts";

/** Leads to the same page of another year's plan, in the same month where it can be chosen. */
export function YearSwitch({shell: {years, year, defaultMonth}}: {shell: Shell}) {
  const {pathname, search} = useLocation();
  if (years.length < 2 || !filtersOf(pathname).includes("year")) return null;
  const month = new URLSearchParams(search).get("month") || defaultMonth;
  return (
    <nav className={styles.years} aria-label="年度">
      {years.map((each) =>
        each.year === year ? (
          <b key={each.year} aria-current="true">
            {each.year}
          </b>
        ) : (
          <Link key={each.year} to={`${pathname}${addressWith(search, {month: monthIn(each, month)})}`}>
            {each.year}
          </Link>
        )
      )}
    </nav>
  );
}

function monthIn({year, last}: Shell["years"][number], month: string): string {
  const same = `${year}${month.slice(4)}`;
  return same > last ? last : same;
}
