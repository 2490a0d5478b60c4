import {Link} from "@remix-run/react";
import {Card} from "#app/ui/card.tsx";
import {ownWords, placeWords} from "./kpi-words.ts";
import type {UnitPage} from "./unit.server.ts";
import {againstWords} from "./unit-sentence.ts";
import styles from "./unit-view.module.css";

/** 做得好的, with the number and the place among units of its size. */
export function Strengths({strengths}: Pick<UnitPage, "strengths">) {
  return (
    <Card title="做得好的">
      {strengths.length === 0 && <p>还没有既好于全校、又在同规模单位中靠前的指标。</p>}
      <ol className={styles.points}>
        {strengths.map((kpi) => (
          <li key={kpi.code} data-tone="good">
            <Link to={kpi.to} className={styles.name}>
              {kpi.name}
            </Link>
            <strong>{ownWords(kpi)}</strong>
            <span className={styles.said}>{`${againstWords(kpi)}；${placeWords(kpi)}`}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** 要抓紧的, each with the one thing to do. */
export function Weaknesses({weaknesses}: Pick<UnitPage, "weaknesses">) {
  return (
    <Card title="要抓紧的">
      {weaknesses.length === 0 && <p>没有落后的指标。</p>}
      <ol className={styles.points}>
        {weaknesses.map((kpi) => (
          <li key={kpi.code} data-tone="bad">
            <Link to={kpi.to} className={styles.name}>
              {kpi.name}
            </Link>
            <strong>{ownWords(kpi)}</strong>
            <span className={styles.said}>
              {[kpi.against === null ? "" : againstWords(kpi), placeWords(kpi)]
                .filter((part) => part !== "")
                .join("；")}
            </span>
            <span className={styles.action}>
              {kpi.action.words}
              <Link to={kpi.action.to} className={styles.do}>
                {kpi.action.link}
              </Link>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
