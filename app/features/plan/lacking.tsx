import {Link} from "@remix-run/react";
import styles from "./plan.module.css";
import type {PlanRow} from "./plan.server.ts";
import {usePlanAddress} from "./use-plan-address.ts";

export type Lack = PlanRow["lacks"][number];

const WORDS: Record<Lack, string> = {
  owner: "责任单位和填报账户都没有定",
  date: "没有单独的期限（按全年）",
  measure: "衡量依据计划里没有（按默认计算）"
};

export function isLack(text: string | null): text is Lack {
  return text !== null && Object.hasOwn(WORDS, text);
}

/** What the office has still to settle, each a link to the list of it. */
export function Lacking({rows, shown}: {rows: PlanRow[]; shown: Lack | undefined}) {
  const address = usePlanAddress();
  const kinds = (Object.keys(WORDS) as Lack[])
    .map((lack) => ({lack, words: `${rows.filter(({lacks}) => lacks.includes(lack)).length} 项${WORDS[lack]}`}))
    .filter(({lack}) => rows.some(({lacks}) => lacks.includes(lack)));
  return (
    <span className={styles.links}>
      {kinds.map(({lack, words}) =>
        shown === lack ? (
          <b key={lack}>{words}</b>
        ) : (
          <Link key={lack} to={address("/plan", {lack})}>
            {words}
          </Link>
        )
      )}
      {shown && <Link to={address("/plan")}>看全部</Link>}
    </span>
  );
}
