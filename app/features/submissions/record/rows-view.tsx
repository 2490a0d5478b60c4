import {Card} from "#app/ui/card.tsx";
import {Updates} from "../changes-list.tsx";
import {PurposeForm} from "../sensitive/purpose-form.tsx";
import {otherColumns, requiredColumns, RowsTable} from "../sensitive/rows-table.tsx";
import {CorrectionsList} from "./corrections-list.tsx";
import type {RowsAnswer, RowsPage} from "./rows.server.ts";

type Row = NonNullable<RowsAnswer["rows"]>[number];

/** 帮扶明细: asks for the purpose first, then shows the rows. */
export function RowsView({page, answer}: {page: RowsPage; answer?: RowsAnswer}) {
  const {submission_id, file_name, sender, count, columns} = page;
  const {rows, replaced = [], corrections = [], purpose = "", problem} = answer ?? {};
  if (!rows)
    return (
      <Card title="请先说明用途">
        <p className="secondary">{`${file_name}，${sender} 报送，收下 ${count} 行。内容涉及困难职工个人，只限工作需要。`}</p>
        <PurposeForm object="哪份报送" original={`/submissions/${submission_id}/file`} problem={problem} />
      </Card>
    );
  return (
    <>
      <Card title={`收下的行 ${rows.length} 行`}>
        <RowsTable
          caption="收下的行"
          purpose={purpose}
          back={{to: `/submissions/${submission_id}`, title: "看完返回"}}
          columns={[
            {key: "row", title: "行", isNumber: true, cell: ({row_number}) => row_number},
            ...requiredColumns<Row>(columns),
            otherColumns<Row>(columns)
          ]}
          rows={rows}
          rowId={({row_number}) => `row-${row_number}`}
        />
      </Card>
      {corrections.length > 0 && (
        <Card title="报送时更正的格">
          <CorrectionsList corrections={corrections} />
        </Card>
      )}
      {replaced.length > 0 && (
        <Card title="替换的值">
          <Updates updates={replaced} />
        </Card>
      )}
    </>
  );
}
