import {PreviewTable} from "#app/ui/preview-table.tsx";
import type {FileReading} from "#pipelines/checks/file-reading.ts";
import styles from "./reading-table.module.css";

/** Shows the first rows as they were read, each column under the field that it was recognised as. */
export function ReadingTable({reading: {dataset, columns, rows}}: {reading: FileReading}) {
  if (rows.length === 0) return null;
  const head = columns.map(({header, letters, title, is_for_people}) => (
    <th key={letters} scope="col" data-unknown={title === undefined || undefined}>
      {header || "（空白）"}
      {title === undefined ? (
        <span>{is_for_people ? "只供核对" : "不保存"}</span>
      ) : (
        title !== header && <span>{`= ${title}`}</span>
      )}
    </th>
  ));
  return (
    <details className={styles.reading}>
      <summary>{`查看文件的前 ${rows.length} 行`}</summary>
      <PreviewTable
        label="文件的前几行"
        head={dataset === undefined ? undefined : head}
        rows={rows.map(({row, cells}) => ({row, cells: padded(cells, columns.length)}))}
      />
    </details>
  );
}

/** A row that is too short shows blank cells below the last columns. */
function padded<Cell>(cells: Cell[], length: number): (Cell | undefined)[] {
  return Array.from({length: Math.max(length, cells.length)}, (_, at) => cells[at]);
}
