import {Link} from "@remix-run/react";
import {formatDay} from "#app/format.ts";
import type {Assessment} from "./assessment.server.ts";
import styles from "./outputs.module.css";

type Item = Assessment["sections"][number]["items"][number];

/** 考核自评底稿: the score table of one unit, filled from what was sent, on A4. */
export function AssessmentPaper({assessment}: {assessment: Assessment}) {
  const {unit_name, year, on, sections, total} = assessment;
  const lacking = sections.flatMap(({items}) => items.filter(({missing}) => missing !== null));
  return (
    <article className={styles.paper} aria-label="考核自评底稿">
      <p className={styles.mark}>自评底稿</p>
      <h2 className={styles.heading}>{`${unit_name}${year}年度考核自评表`}</h2>
      <p className={styles.facts}>
        <span>{`数据截至 ${formatDay(on)}`}</span>
        <span>{`已评 ${total.scored} 分，得 ${total.points} 分；待评 ${total.open} 分`}</span>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col" className={styles.number}>
              满分
            </th>
            <th scope="col" className={styles.number}>
              得分
            </th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        {sections.map(({section, items}) => (
          <tbody key={section}>
            <tr>
              <th scope="rowgroup" colSpan={4}>
                {`${section}（${items.reduce((sum, {full}) => sum + full, 0)} 分）`}
              </th>
            </tr>
            {items.map((item) => (
              <ItemRow key={item.code} item={item} />
            ))}
          </tbody>
        ))}
        {/* Printed once, where a foot would be printed on every sheet. */}
        <tbody>
          <tr>
            <th scope="row">合计</th>
            <td className={styles.number}>100</td>
            <td className={styles.number}>{total.points}</td>
            <td>{total.open > 0 ? `另有 ${total.open} 分待评` : "各项都已评分"}</td>
          </tr>
        </tbody>
      </table>
      {lacking.length > 0 && (
        <section>
          <h3>{`缺的材料（${lacking.length} 项）`}</h3>
          <ol className={styles.lacking}>
            {lacking.map(({code, item, missing, action}) => (
              <li key={code}>
                {`${item}：${missing}`}
                {action && (
                  <Link className={styles.onScreen} to={action.to}>
                    {action.words}
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
      <p className={styles.signatures}>
        <span>填表人：</span>
        <span>工会主席（签名）：</span>
        <span>单位（盖章）：</span>
        <span>　　年　　月　　日</span>
      </p>
    </article>
  );
}

function ItemRow({item: {code, item, words, full, points, why, behind}}: {item: Item}) {
  return (
    <tr id={code} className={styles.item}>
      <td>
        {item}
        <span className={styles.beside}>{words}</span>
      </td>
      <td className={styles.number} data-label="满分">
        {full}
      </td>
      <td className={styles.number} data-label="得分">
        {points ?? "待评"}
      </td>
      <td>
        {why}
        {behind && (
          <Link className={styles.onScreen} to={behind.to}>
            {behind.words}
          </Link>
        )}
      </td>
    </tr>
  );
}
