import {formatMonth, formatNumber} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
import type {UnitPage} from "./unit.server.ts";
import styles from "./unit-view.module.css";

/** The unit's own activities, a month at a time. */
export function UnitActivitiesCard({activities, unit}: Pick<UnitPage, "activities" | "unit">) {
  const count = activities.reduce((sum, month) => sum + month.activities.length, 0);
  return (
    <Card title={count === 0 ? "本单位的活动" : `本单位的活动（今年已办 ${formatNumber(count)} 场）`}>
      {count === 0 && <p>今年还没有报来已办完的活动。</p>}
      {activities.map(({month, activities: own}) => (
        <details key={month} className={styles.details}>
          <summary>{`${formatMonth(month)}　${own.length} 场：${kindsOf(own)}`}</summary>
          <ul className={styles.activities}>
            {own.map(({activity_id, name, on, category, people}) => (
              <li key={activity_id}>
                <span>{name}</span>
                <span className={styles.said}>{`${on}　${category}　${people}`}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
      {count > 0 && <SlideLink slideKey={`unit:${unit}/activities`} words="最近的活动放进演示" />}
    </Card>
  );
}

/** “体育健身 2、理论学习 1” */
function kindsOf(activities: {category: string}[]): string {
  const counts = new Map<string, number>();
  for (const {category} of activities) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([category, times]) => `${category} ${times}`)
    .join("、");
}
