import {formatBare, formatShown} from "#app/format.ts";
import {ProgressBar} from "#app/ui/progress-bar.tsx";
import type {SegmentGroup} from "./segments.ts";
import styles from "./segments-table.module.css";

/** Shows the parts of a number, for example by gender or age band, and the figures that the formula lists beside it. */
export function SegmentsTable({groups}: {groups: SegmentGroup[]}) {
  return (
    <div className={styles.groups}>
      {groups.map(({dimension, rows}) => (
        <table key={dimension} className={styles.table}>
          <caption>{dimension === "另列" ? "另列事项" : `按${dimension}`}</caption>
          <tbody>
            {rows.map(({name, unit, value, is_hidden, hidden_until, numerator, denominator}) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={styles.bar}>{unit === "%" && <ProgressBar progress={value} pace={null} />}</td>
                <td className={styles.value}>
                  {formatShown({value, is_hidden, hidden_until}, unit)}
                  {denominator !== null && (
                    <span className={styles.parts}>{`${formatBare(numerator)} / ${formatBare(denominator)}`}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
