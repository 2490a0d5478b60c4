import {Card} from "#app/ui/card.tsx";
import {ColumnsTable} from "./columns-table.tsx";
import {DatasetFacts} from "./dataset-facts.tsx";
import styles from "./dataset-view.module.css";
import type {DatasetPage} from "./datasets.server.ts";
import {HowToSend} from "./how-to-send.tsx";

export function DatasetView({dataset}: {dataset: DatasetPage}) {
  const {columns, command, units_may_send} = dataset;
  const required = columns.filter((column) => column.required === "必填").length;
  return (
    <>
      <div className={styles.columns}>
        <Card title="谁报送，怎样更新">
          <DatasetFacts dataset={dataset} />
        </Card>
        <Card title="怎样发送">
          <HowToSend command={command} template={dataset} isOfficeOnly={!units_may_send} />
        </Card>
      </div>
      <Card title={`${columns.length} 列，其中 ${required} 列必填`}>
        <ColumnsTable columns={columns} title={dataset.title} />
      </Card>
    </>
  );
}
