import {Form, Link, useLocation} from "@remix-run/react";
import {addressWith} from "#app/ui/address.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import form from "#app/ui/form.module.css";
import {hitAddress} from "./hit-address.ts";
import type {HitGroup} from "./hits.ts";
import styles from "./search-view.module.css";
import type {SearchPage} from "./search.server.ts";

/** The field, and what was found by kind. */
export function SearchView({page}: {page: SearchPage}) {
  const {search} = useLocation();
  const month = new URLSearchParams(search).get("month");
  return (
    <>
      <Form method="get" action="/search" className={form.row}>
        {month && <input type="hidden" name="month" value={month} />}
        <label className={styles.field}>
          <span>名称或代码</span>
          <input key={page.words} type="search" name="q" defaultValue={page.words} maxLength={200} />
        </label>
        <button type="submit" className={button.secondary}>
          查找
        </button>
      </Form>
      {page.groups.map((group) => (
        <HitCard key={group.kind} group={group} isWhole={page.kind !== null} search={search} />
      ))}
      {page.words === "" && (
        <p className="secondary">
          可以查找任务、举措、指标、单位、活动、会议和数据集，输入代码（如 K23）或名称的一部分。
        </p>
      )}
    </>
  );
}

interface HitCardProps {
  group: HitGroup;
  isWhole: boolean;
  search: string;
}

function HitCard({group: {kind, title, count, hits}, isWhole, search}: HitCardProps) {
  return (
    <Card title={`${title} ${count}`}>
      <ul className={styles.hits}>
        {hits.map((hit, at) => (
          <li key={at}>
            <Link to={hitAddress(hit.to, search)}>{[hit.code, hit.name].filter(Boolean).join(" ")}</Link>
            {hit.note && <span className={styles.note}>{hit.note}</span>}
          </li>
        ))}
      </ul>
      {count > hits.length &&
        (isWhole ? (
          <p className="secondary">{`只列出前 ${hits.length} 条，请多写几个字。`}</p>
        ) : (
          <Link to={`/search${addressWith(search, {kind})}`}>{`全部 ${count} 条`}</Link>
        ))}
      {isWhole && <Link to={`/search${addressWith(search, {kind: undefined})}`}>查看全部类别</Link>}
    </Card>
  );
}
