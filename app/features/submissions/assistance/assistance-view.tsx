import {formatNumber} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {PurposeForm} from "../sensitive/purpose-form.tsx";
import {otherColumns, requiredColumns, RowsTable, Whole} from "../sensitive/rows-table.tsx";
import type {AssistanceAnswer, AssistancePage} from "./assistance.server.ts";

type CurrentAssistanceRows = NonNullable<AssistanceAnswer["standing"]>;
type Row = CurrentAssistanceRows["rows"][number];

/** 困难帮扶明细: asks for the unit and the purpose first, then shows the current rows, whoever sent them. */
export function AssistanceView({page, answer}: {page: AssistancePage; answer?: AssistanceAnswer}) {
  const {standing, purpose = "", problem} = answer ?? {};
  if (!standing)
    return (
      <Card title="请先说明用途">
        <p className="secondary">
          {`${page.own ? `${textOf(page.own)}的` : ""}困难帮扶记录，不论由谁报送，每条只列现行的内容。涉及困难职工个人，只限工作需要。`}
        </p>
        <PurposeForm object="哪个单位" problem={problem}>
          <Choices page={page} unit={answer?.unit ?? page.unit} kind={answer?.kind ?? ""} />
        </PurposeForm>
      </Card>
    );
  return (
    <Card title={`${titleOf(page, answer!)}：${countText(standing)}`}>
      <RowsTable
        caption="困难帮扶记录，新的在前"
        purpose={purpose}
        back={{to: "/assistance", title: page.own ? "看完返回" : "看完返回，或换一个单位"}}
        columns={columnsOf(page)}
        rows={standing.rows}
      />
    </Card>
  );
}

function Choices({page, unit, kind}: {page: AssistancePage; unit: string; kind: string}) {
  return (
    <>
      {!page.own && (
        <label>
          <span>单位</span>
          <select name="unit" defaultValue={unit}>
            <option value="">全校</option>
            {page.units.map((each) => (
              <option key={each.unit_code} value={each.unit_code}>
                {textOf(each)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>记录类型</span>
        <select name="kind" defaultValue={kind}>
          <option value="">全部</option>
          {page.kinds.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
    </>
  );
}

function titleOf({own, units}: AssistancePage, {unit, kind}: AssistanceAnswer): string {
  const chosen = own ?? units.find(({unit_code}) => unit_code === unit);
  return `${chosen ? textOf(chosen) : "全校"}${kind ? `，${kind}` : ""}`;
}

function countText({rows, count}: CurrentAssistanceRows): string {
  const all = `${formatNumber(count)} 条`;
  return count > rows.length ? `共 ${all}，只列最新的 ${formatNumber(rows.length)} 条` : all;
}

function columnsOf({columns}: AssistancePage): Column<Row>[] {
  const people = columns.filter(({isPerson}) => isPerson);
  const own = columns.filter(({isPerson, isUnit}) => !isPerson && !isUnit);
  return [...requiredColumns<Row>(people), UNIT, DAY, ...requiredColumns<Row>(own), otherColumns<Row>(own)];
}

const textOf = ({unit_code, unit_name}: {unit_code: string | null; unit_name: string | null}) =>
  [unit_code, unit_name].filter(Boolean).join(" ");
const UNIT: Column<Row> = {key: "unit", title: "单位", cell: textOf, value: textOf};
const DAY: Column<Row> = {
  key: "day",
  title: "日期",
  cell: ({day}) => day && <Whole text={day} />,
  value: ({day}) => day
};
