import {formatMonth} from "#app/format.ts";
import {type Access, may} from "#app/server/access.server.ts";
import {type Filters, firstDayOf} from "#app/server/filters.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {titleOf} from "#pipelines/contracts/contracts.ts";
import {type Contradiction, readContradictions} from "#pipelines/numbers/contradictions.ts";
import {readWaitingRows} from "#pipelines/numbers/waiting-rows.ts";

/** Reads the data problems that the office must resolve; returns nothing for other roles. */
export async function readOfficeAttention({visitor}: Access, {month}: Filters) {
  if (!visitor || !may(visitor, "verdicts")) return undefined;
  return cachedByBuild(`office attention ${month}`, async (db) => ({
    contradictions: (await readContradictions(db, firstDayOf(month))).map(contradictionLine),
    waiting: (await readWaitingRows(db)).length
  }));
}

function contradictionLine({code, name, dataset, submission_id, row_number, words, ...months}: Contradiction) {
  const [from, to] = [formatMonth(months.from_month.slice(0, 7)), formatMonth(months.to_month.slice(0, 7))];
  return {
    key: [code, submission_id, row_number, words].join(" "),
    code,
    name,
    when: from === to ? from : `${from}至${to}`,
    submission_id,
    place:
      dataset === null
        ? "没有单独的一行可以归咎，请核对分子、分母两边的数据"
        : `${titleOf(dataset)}第 ${row_number} 行数据`,
    words
  };
}

export type OfficeAttention = NonNullable<Awaited<ReturnType<typeof readOfficeAttention>>>;
