import {Link} from "@remix-run/react";
import {formatNumber} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {UnionCompleteness} from "./completeness.server.ts";

/** 谁还没报: units with overdue reports, those that owe most first. */
export function OwingList({owing}: Pick<UnionCompleteness, "owing">) {
  if (owing.length === 0) return <p>应报的都已报送。</p>;
  return (
    <DataTable
      caption="还没有报送的单位"
      rows={owing}
      rowId={({unit_code}) => `owing-${unit_code ?? "office"}`}
      columns={[
        {
          key: "unit",
          title: "单位",
          cell: ({unit_code, unit_name}) =>
            unit_code === null ? (
              unit_name
            ) : (
              <Link to={`/submissions?unit=${encodeURIComponent(unit_code)}`}>{unit_name}</Link>
            ),
          value: ({unit_name}) => unit_name
        },
        {
          key: "count",
          title: "欠报",
          isNumber: true,
          cell: ({count}) => `${formatNumber(count)} 份`,
          value: ({count}) => count
        },
        {
          key: "days",
          title: "最久",
          isNumber: true,
          cell: ({days}) => `${formatNumber(days)} 天`,
          value: ({days}) => days
        },
        {
          key: "items",
          title: "数据集与月份",
          cell: ({items}) => items.join("；"),
          value: ({items}) => items.join(" ")
        }
      ]}
    />
  );
}
