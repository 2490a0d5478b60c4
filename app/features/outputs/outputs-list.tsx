import {Link} from "@remix-run/react";
import type {Outputs} from "./outputs.server.ts";
import styles from "./outputs.module.css";

/** The papers that the union makes from what was sent. */
export function OutputsList({outputs}: {outputs: Outputs}) {
  const {hasAssessment, hasCongress, mayYearbook} = outputs;
  return (
    <ul className={styles.outputs}>
      {hasAssessment && (
        <li>
          <AssessmentLink outputs={outputs} />
          <span className={styles.beside}>按评分表逐项列出得分、依据和缺的材料，可打印、可下载。</span>
        </li>
      )}
      {mayYearbook && (
        <li>
          <Link to="/outputs/yearbook">统计年报底稿</Link>
          <span className={styles.beside}>
            按上年 10 月 1 日至当年 9 月 30 日统计，附来源和表内逻辑检查；不是上报件。
          </span>
        </li>
      )}
      {hasCongress && (
        <li>
          <Link to="/outputs/congress">教代会规则检查</Link>
          <span className={styles.beside}>对照规定的条文，检查代表构成、召开次数、到会人数和届期。</span>
        </li>
      )}
    </ul>
  );
}

/** The own one for a unit, all for the office, one by one for leaders. */
function AssessmentLink({outputs: {mayCompare, own, units}}: {outputs: Outputs}) {
  if (own !== null) return <Link to={`/outputs/assessment/${own}`}>考核自评底稿</Link>;
  if (mayCompare) return <Link to="/outputs/assessment">考核自评底稿</Link>;
  return (
    <details>
      <summary>考核自评底稿</summary>
      <ul className={styles.units}>
        {units.map(({unit_code, unit_name}) => (
          <li key={unit_code}>
            <Link to={`/outputs/assessment/${unit_code}`}>{unit_name}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
