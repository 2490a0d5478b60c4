import type {FileReading} from "#pipelines/checks/file-reading.ts";
import styles from "./reading-table.module.css";

/** Shows the first rows as they were read, each column under the field that it was recognised as. */
export function ReadingTable({reading: {dataset, columns, rows}}: {reading: FileReading}) {
  if (rows.length === 0) return null;
  return (
    <details className={styles.reading}>
      <summary>{`查看文件的前 ${rows.length} 行`}</summary>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="文件的前几行">
        <table>
          {dataset !== undefined && (
            <thead>
              <tr>
                <th scope="col">行</th>
                {columns.map(({header, letters, title, is_for_people}) => (
                  <th key={letters} scope="col" data-unknown={title === undefined || undefined}>
                    {header || "（空白）"}
                    {title === undefined ? (
                      <span>{is_for_people ? "只供核对" : "不保存"}</span>
                    ) : (
                      title !== header && <span>{`= ${title}`}</span>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {rows.map(({row, cells}) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {Array.from({length: Math.max(columns.length, cells.length)}, (_, at) => (
                  <td key={at}>{cells[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
