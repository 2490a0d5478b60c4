import {useState} from "react";
import buttons from "#app/ui/button.module.css";
import styles from "./template-links.module.css";
import type {UploadPage} from "./upload.server.ts";

/** Links to templates, which already contain the unit's known values. */
export function TemplateLinks({page, unit}: {page: UploadPage; unit: string}) {
  const mine = page.datasets.filter(({sender}) => unit === "" || sender.includes("unit"));
  const [chosen, setChosen] = useState(page.dataset);
  const dataset = mine.find(({name}) => name === chosen)?.name ?? mine[0]?.name ?? "";
  const search = unit ? `?unit=${encodeURIComponent(unit)}` : "";
  return (
    <div className={styles.templates}>
      {unit !== "" && unit === page.unit && page.activities.length > 0 && <AttendanceForm page={page} />}
      <div className={styles.blank}>
        <p>
          其他台账请下载空白模板：有下拉选项和示例行
          {unit ? "，并附本单位人员和活动" : ""}。本月没有发生的，请在
          <a href={`/submissions${search}`}>报送情况</a>里点“零报告”。
        </p>
        <label>
          <span>台账（表）</span>
          <select value={dataset} onChange={(event) => setChosen(event.target.value)}>
            {mine.map(({name, title}) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <a className={buttons.secondary} href={`/templates/${dataset}.xlsx${search}`} download>
          Excel 模板
        </a>
        <a className={buttons.secondary} href={`/templates/${dataset}.csv`} download>
          CSV 模板
        </a>
        <a href={`/datasets/${dataset}`}>每列怎样填</a>
      </div>
    </div>
  );
}

/** Links to attendance sheets that list all people of the unit, so that only attendance has to be marked. */
function AttendanceForm({page}: {page: UploadPage}) {
  return (
    <form method="get" action="/templates/participation.xlsx" className={styles.attendance}>
      <input type="hidden" name="unit" value={page.unit} />
      <label>
        <span>按活动签到（推荐）：活动签到表里本单位人员已列好，以前报过的也已填好</span>
        <select name="activity">
          {page.activities.map(({value, label}) => (
            <option key={value} value={value}>
              {`${value} ${label}`}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className={buttons.secondary}>
        下载签到表
      </button>
    </form>
  );
}
