import type {Contract} from "#pipelines/contracts/contract.ts";
import type {Previewed} from "./preview-file.ts";
import styles from "./recognised.module.css";
import type {UploadCardProps} from "./upload-card.tsx";

const ENCODINGS: Record<string, string> = {
  "utf-8": "UTF-8",
  gb18030: "GBK（GB18030）",
  "utf-16le": "Unicode 文本（UTF-16）",
  "utf-16be": "Unicode 文本（UTF-16）"
};

/** What we took the file for, and where the person may say otherwise. */
export function Recognised({upload, queue, page, preview}: UploadCardProps & {preview: Previewed}) {
  const {id, dataset, asOf, columns} = upload;
  const contract = page.contracts.find(({name}) => name === dataset);
  const {headers, fields, sheet, sheets, encoding, headerRow} = preview;
  const unknown = headers.flatMap((header, at) =>
    header !== "" && isOpen(fields[at], columns[header]) ? [header] : []
  );
  return (
    <div className={styles.recognised}>
      <label>
        <span>数据集</span>
        <select value={dataset} onChange={(event) => queue.chooseDataset(id, event.target.value)}>
          {dataset === "" && <option value="">请选择</option>}
          {page.contracts.map(({name, title}) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {contract?.mode === "snapshot" && (
        <label>
          <span>名单截至</span>
          <input
            type="date"
            value={asOf}
            max={page.today}
            onChange={(event) => event.target.value && queue.chooseDay(id, event.target.value)}
          />
        </label>
      )}
      <dl className={styles.facts}>
        {sheet !== undefined && (
          <Fact name="工作表">{sheets.length > 1 ? `${sheet}（共 ${sheets.length} 张）` : sheet}</Fact>
        )}
        {sheet === undefined && encoding && <Fact name="编码">{ENCODINGS[encoding] ?? encoding}</Fact>}
        {headerRow !== undefined && <Fact name="表头">{`第 ${headerRow} 行`}</Fact>}
        {headers.length > 0 && (
          <Fact name="列">{`${headers.length} 列，认出 ${fields.filter((field) => field !== undefined).length} 列`}</Fact>
        )}
      </dl>
      {contract && unknown.length > 0 && (
        <fieldset className={styles.columns}>
          <legend>这几列没认出来，请说明是哪一列；收下后会记住，下次不用再选</legend>
          {unknown.map((header) => (
            <ColumnChoice
              key={header}
              header={header}
              chosen={columns[header]}
              free={contract.fields.filter(({name}) => !fields.includes(name) || columns[header] === name)}
              onChoose={(field) => queue.chooseColumn(id, header, field)}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** Not recognised by itself: unknown still, or settled by the person just now. */
function isOpen(field: string | undefined, chosen: string | undefined): boolean {
  return field === undefined || chosen !== undefined;
}

function Fact({name, children}: {name: string; children: React.ReactNode}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ColumnChoiceProps {
  header: string;
  chosen: string | undefined;
  free: Contract["fields"];
  onChoose: (field: string | undefined) => void;
}

function ColumnChoice({header, chosen, free, onChoose}: ColumnChoiceProps) {
  return (
    <label>
      <span>{header}</span>
      <select value={chosen ?? "?"} onChange={({target}) => onChoose(target.value === "?" ? undefined : target.value)}>
        <option value="?">没有认出，不保存</option>
        <option value="">不需要这一列</option>
        {free.map(({name, title}) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
