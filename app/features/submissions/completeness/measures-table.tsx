import {formatNumber, formatValue, shareOf} from "#app/format.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import type {UnionCompleteness} from "./completeness.server.ts";

type Line = UnionCompleteness["byDataset"][number];

/** Shows reporting rate, punctuality and filled cells of each dataset. */
export function MeasuresTable({lines}: {lines: Line[]}) {
  const rates = [
    {key: "reported", title: "报送率", of: (line: Line) => shareOf(line.reported_of_due, line.due)},
    {key: "on_time", title: "按时率", of: (line: Line) => shareOf(line.on_time, line.due)},
    {key: "required", title: "必填完整", of: (line: Line) => shareOf(line.required_filled, line.required_cells)},
    {key: "optional", title: "选填完整", of: (line: Line) => shareOf(line.optional_filled, line.optional_cells)}
  ];
  return (
    <DataTable
      caption="各台账的报送率、按时率和完整度"
      rows={lines}
      rowId={({key}) => `measures-${key}`}
      columns={[
        {key: "title", title: "台账（表）", cell: ({title}) => title, value: ({title}) => title},
        {
          key: "count",
          title: "已报 / 应报",
          isNumber: true,
          cell: ({reported, asked}) => `${formatNumber(reported)} / ${formatNumber(asked)}`,
          value: ({reported}) => reported
        },
        ...rates.map(({key, title, of}) => ({
          key,
          title,
          isNumber: true,
          cell: (line: Line) => formatValue(of(line), "%"),
          value: of
        })),
        {
          key: "waiting",
          title: "未审",
          isNumber: true,
          cell: ({waiting}) => formatNumber(waiting),
          value: ({waiting}) => waiting
        }
      ]}
    />
  );
}
