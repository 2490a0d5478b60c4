import type {FileReading, ReadColumn} from "#pipelines/checks/file-reading.ts";
import {ReadingFacts} from "./reading-facts.tsx";
import styles from "./recognised.module.css";
import type {UploadCardProps} from "./upload-card-props.ts";
import type {UploadPage} from "./upload.server.ts";

/** Shows the recognised dataset and columns, which the person can correct. */
export function Recognised({upload, queue, page, reading}: UploadCardProps & {reading: FileReading}) {
  const {id, dataset, asOf, columns} = upload;
  const isList = page.datasets.find(({name}) => name === dataset)?.mode === "snapshot";
  // The columns shown belong to another dataset until the chosen one has been checked.
  const open = reading.dataset === dataset ? reading.columns.filter((column) => isOpen(column, columns)) : [];
  return (
    <div className={styles.recognised}>
      <label>
        <span>台账（表）</span>
        <select value={dataset} onChange={(event) => queue.chooseDataset(id, event.target.value)}>
          {dataset === "" && <option value="">请选择</option>}
          <DatasetOptions datasets={sendable(page, dataset)} candidates={reading.candidates} />
        </select>
      </label>
      {isList && (
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
      <ReadingFacts reading={reading} />
      {dataset !== "" && open.length > 0 && (
        <fieldset className={styles.columns}>
          <legend>这几列没认出来，请说明是哪一列；收下后会记住，下次不用再选</legend>
          {open.map(({header, letters, field, title}) => (
            <ColumnChoice
              key={letters}
              header={header}
              chosen={columns[header]}
              free={[...(field && title ? [{name: field, title}] : []), ...reading.free_fields]}
              onChoose={(chosen) => queue.chooseColumn(id, header, chosen)}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** A unit chooses among its own datasets; the recognised one stays in the list. */
function sendable({datasets, isUnit}: UploadPage, dataset: string): UploadPage["datasets"] {
  return datasets.filter(({name, sender}) => !isUnit || sender.includes("unit") || name === dataset);
}

interface DatasetOptionsProps {
  datasets: UploadPage["datasets"];
  candidates: string[];
}

/** Lists the datasets that the headers also fit first. */
function DatasetOptions({datasets, candidates}: DatasetOptionsProps) {
  const optionsOf = (some: UploadPage["datasets"]) =>
    some.map(({name, title}) => (
      <option key={name} value={name}>
        {title}
      </option>
    ));
  if (candidates.length === 0) return <>{optionsOf(datasets)}</>;
  return (
    <>
      <optgroup label="可能是">
        {optionsOf(candidates.flatMap((name) => datasets.find((dataset) => dataset.name === name) ?? []))}
      </optgroup>
      <optgroup label="其他">{optionsOf(datasets.filter(({name}) => !candidates.includes(name)))}</optgroup>
    </>
  );
}

/** Tells whether a column is unknown, or was only settled by the person. */
function isOpen({header, field, is_for_people}: ReadColumn, chosen: Record<string, string>): boolean {
  return header !== "" && !is_for_people && (field === undefined || chosen[header] !== undefined);
}

interface ColumnChoiceProps {
  header: string;
  chosen: string | undefined;
  free: FileReading["free_fields"];
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
