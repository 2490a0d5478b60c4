import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Previewed} from "./preview-file.ts";
import styles from "./preview-table.module.css";

const SHOWN = 5;

/** The first rows as they were read, each column under the name it was taken for. */
export function PreviewTable({preview, contract}: {preview: Previewed; contract: Contract | undefined}) {
  const {headers, fields, sample} = preview;
  const titleOf = (name: string | undefined) => contract?.fields.find((field) => field.name === name)?.title;
  return (
    <details className={styles.preview}>
      <summary>{`看看读到的前 ${Math.min(SHOWN, sample.length)} 行`}</summary>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="文件的前几行">
        <table>
          <thead>
            <tr>
              <th scope="col">行</th>
              {headers.map((header, at) => (
                <th key={at} scope="col" data-unknown={fields[at] === undefined || undefined}>
                  {header || "（空白）"}
                  {fields[at] === undefined ? (
                    <span>不保存</span>
                  ) : (
                    titleOf(fields[at]) !== header && <span>{`= ${titleOf(fields[at])}`}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.slice(0, SHOWN).map(({row, cells}) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {headers.map((_, at) => (
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
