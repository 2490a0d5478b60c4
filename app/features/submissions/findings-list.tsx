import {FindingMark} from "./finding-mark.tsx";
import type {FindingInWords} from "#pipelines/findings/finding-words.ts";
import {groupFindings, type FindingGroup} from "./finding-groups.ts";
import styles from "./findings-list.module.css";

/** A group names so many cells before it folds the rest. */
const NAMED = 6;

export interface FindingsListProps {
  findings: FindingInWords[];
  /** The number of all blocking findings, shown or not. */
  blocking: number;
  warnings: number;
}

/** Shows the findings of a file, grouped by correction. */
export function FindingsList({findings, blocking, warnings}: FindingsListProps) {
  const groups = groupFindings(findings);
  if (groups.length === 0) return null;
  const hidden = blocking + warnings - findings.length;
  return (
    <div>
      <ul className={styles.groups}>
        {groups.map((group) => (
          <li key={group.key} className={styles.group}>
            <Group group={group} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p className="secondary">{`这里列出前 ${findings.length} 处，另有 ${hidden} 处在“带错误说明的文件”里。`}</p>
      )}
    </div>
  );
}

function Group({group: {isBlocking, title, expected, fix, items}}: {group: FindingGroup}) {
  const rest = items.slice(NAMED);
  return (
    <>
      <p className={styles.title}>
        <FindingMark isBlocking={isBlocking} />
        <strong>{title}</strong>
        {items.length > 1 && <span className={styles.count}>{`${items.length} 处`}</span>}
      </p>
      <ul className={styles.items}>
        {items.slice(0, NAMED).map((item, index) => (
          <Item key={index} {...item} isAlone={title === item.where} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>{`其余 ${rest.length} 处`}</summary>
          <ul className={styles.items}>
            {rest.map((item, index) => (
              <Item key={index} {...item} />
            ))}
          </ul>
        </details>
      )}
      <p className={styles.fix}>
        {expected === "必填" ? (
          `此格必填，${fix}`
        ) : (
          <>
            <span className="secondary">应为：</span>
            {expected}
            <span className="secondary">　修改方法：</span>
            {fix}
          </>
        )}
      </p>
    </>
  );
}

function Item({where, found, isAlone}: {where: string; found: string; isAlone?: boolean}) {
  return (
    <li>
      {!isAlone && <span className={styles.cell}>{where}</span>}
      <span>{found}</span>
    </li>
  );
}
