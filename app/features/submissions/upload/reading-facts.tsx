import type {FileReading} from "#pipelines/checks/file-reading.ts";
import styles from "./reading-facts.module.css";

const ENCODINGS: Record<string, string> = {
  "utf-8": "UTF-8",
  gb18030: "GBK（GB18030）",
  "utf-16le": "Unicode 文本（UTF-16）",
  "utf-16be": "Unicode 文本（UTF-16）"
};

/** Says which sheet, encoding and header row the file was read with. */
export function ReadingFacts({reading}: {reading: FileReading}) {
  const {sheet, sheets, encoding, header_row, columns} = reading;
  return (
    <dl className={styles.facts}>
      {sheet !== undefined && (
        <Fact name="工作表">{sheets.length > 1 ? `${sheet}（共 ${sheets.length} 张）` : sheet}</Fact>
      )}
      {encoding && <Fact name="编码">{ENCODINGS[encoding] ?? encoding}</Fact>}
      {header_row !== undefined && <Fact name="表头">{`第 ${header_row} 行`}</Fact>}
      {columns.length > 0 && <Fact name="列">{columnsText(columns)}</Fact>}
    </dl>
  );
}

/** “已识别全部 7 列”: columns that are only for people are not counted. */
function columnsText(columns: FileReading["columns"]): string {
  const asked = columns.filter(({is_for_people}) => !is_for_people);
  const known = asked.filter(({field}) => field !== undefined).length;
  return known === asked.length ? `已识别全部 ${known} 列` : `共 ${asked.length} 列，已识别 ${known} 列`;
}

function Fact({name, children}: {name: string; children: React.ReactNode}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
