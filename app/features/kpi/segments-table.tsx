import {formatBare, formatShown} from "#app/format.ts";
import {ProgressBar} from "#app/ui/progress-bar.tsx";
import type {SegmentGroup} from "./segments.ts";
import styles from "./segments-table.module.css";

function captionOf({dimension, isList}: {dimension: string; isList?: boolean}): string {
  if (dimension === "另列") return "另列事项";
  return isList ? dimension : `按${dimension}`;
}

/** Shows the parts of a number, for example by gender or age band, and the figures that the formula lists beside it. */
export function SegmentsTable({groups}: {groups: SegmentGroup[]}) {
  return (
    <div className={styles.groups}>
      {groups.map(({dimension, is_list: isList, rows}) => (
        <table key={dimension} className={styles.table}>
          <caption>{captionOf({dimension, isList})}</caption>
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
