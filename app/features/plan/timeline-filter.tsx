import {Link} from "@remix-run/react";
import buttons from "#app/ui/button.module.css";
import {Picker} from "#app/ui/picker.tsx";
import {STATUS_WORDS} from "#app/ui/status-words.ts";
import {timelineAddressOf} from "./timeline-address.ts";
import styles from "./timeline.module.css";
import type {Timeline} from "./timeline.server.ts";

/** What is shown: a plain form, so that it works without JavaScript. */
export function TimelineFilter({timeline: {asked, units, programmes}}: {timeline: Timeline}) {
  const {unit, programme, status, open, month} = asked;
  return (
    <form method="get" action="/plan/timeline" className={styles.filter}>
      {month && <input type="hidden" name="month" value={month} />}
      {open && <input type="hidden" name="open" value={open} />}
      <Picker
        name="unit"
        label="牵头或协办单位"
        value={unit}
        options={[
          {value: "", label: "全部单位"},
          ...units.map(({unit_code, unit_name}) => ({value: unit_code, label: unit_name}))
        ]}
      />
      <Picker
        name="programme"
        label="工程"
        value={programme}
        options={[{value: "", label: "全部工程"}, ...programmes.map(({code, name}) => ({value: code, label: name}))]}
      />
      <Picker
        name="status"
        label="状态"
        value={status}
        options={[{value: "", label: "全部状态"}, ...STATUS_WORDS.map((word) => ({value: word, label: word}))]}
      />
      <button className={buttons.secondary}>筛选</button>
      <Link to={timelineAddressOf({...asked, open: open === "all" ? "" : "all"})}>
        {open === "all" ? "收起全部承诺" : "展开全部承诺"}
      </Link>
    </form>
  );
}
