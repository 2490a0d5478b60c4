import {useMemo} from "react";
import buttons from "#app/ui/button.module.css";
import {useIsNarrow} from "#app/ui/use-is-narrow.ts";
import type {ReportAnswer} from "../answer.ts";
import type {UploadCardProps} from "../upload-card-props.ts";
import {useMendActions} from "./mend-actions.ts";
import {isOfColumn} from "./corrected-texts.ts";
import {MendGrid} from "./mend-grid.tsx";
import {mendTable, sameCells} from "./mend-rows.ts";
import {MendSingle} from "./mend-single.tsx";
import styles from "./mend-section.module.css";
import {SameCellsList} from "./same-cells.tsx";

const NONE = {};

/** 在这里改: corrects the cells with findings beside the file, and checks each correction at once. */
export function MendSection({answer, ...props}: UploadCardProps & {answer: ReportAnswer}) {
  const {upload} = props;
  const {corrections} = upload;
  const isNarrow = useIsNarrow();
  const actions = useMendActions(props);
  const {reading, findings} = answer;
  const {allowed = NONE} = props.page.datasets.find(({name}) => name === upload.dataset) ?? {};
  const table = useMemo(
    () => reading && mendTable({reading, findings, corrections, allowed}),
    [reading, findings, corrections, allowed]
  );
  if (!table || (table.rows.length === 0 && corrections.length === 0)) return null;
  const id = `mend-${upload.id}`;
  const isWanted = answer.blocking > 0 || corrections.length > 0;
  return (
    <details className={styles.section} aria-live="off" open={isWanted || undefined}>
      <summary>在这里改</summary>
      <div className={styles.body}>
        <p className="secondary">
          不用回到 Excel：改好的格马上重查。发送的是原来的文件和更正清单，两样都保存。
          {!isNarrow && "回车、上下键换行，左右键和 Tab 换格。"}
        </p>
        <p className={styles.state} role="status">
          <State upload={upload} answer={answer} />
          {actions.undo && (
            <button type="button" className={buttons.quiet} onClick={actions.undo}>
              撤销上一步
            </button>
          )}
        </p>
        <SameCellsList groups={sameCells(table, corrections)} made={corrections.filter(isOfColumn)} actions={actions} />
        {table.rows.length > 0 &&
          (isNarrow ? (
            <MendSingle id={id} table={table} actions={actions} />
          ) : (
            <MendGrid id={id} table={table} actions={actions} />
          ))}
      </div>
    </details>
  );
}

function State({upload, answer}: Pick<UploadCardProps, "upload"> & {answer: ReportAnswer}) {
  const {corrections, isRechecking} = upload;
  const columns = corrections.filter(isOfColumn).length;
  const cells = corrections.length - columns;
  const made = [...(cells > 0 ? [`已改 ${cells} 格`] : []), ...(columns > 0 ? [`整列更正 ${columns} 项`] : [])];
  const left = answer.blocking > 0 ? `待改 ${answer.blocking} 处` : "没有要改的了，可以发送";
  return <span>{[...made, isRechecking ? "正在重新检查…" : left].join("，")}</span>;
}
