import type {Outbox, Row} from "./outbox.ts";

const base = {record_year: 2026, region: "灵璧县"};
const buy = (record_date: string, fund_source: string, amount_yuan: number): Row => ({
  ...base,
  record_type: "消费帮扶采购",
  record_date,
  fund_source,
  amount_yuan,
  supplier: "示例农产品供应商"
});
const award = (
  record_date: string | null,
  school_name: string,
  amount_yuan: number | null,
  beneficiary_count: number
): Row => ({
  ...base,
  record_type: "励志奖学金",
  record_date,
  school_name,
  amount_yuan,
  beneficiary_count,
  fund_source: "工会经费"
});

/** 528 of 600 thousand yuan by November; one of the two schools has had its scholarships. */
const LETTERS: [string, Row[]][] = [
  [
    "2026-01-22",
    [
      {...base, record_type: "消费帮扶任务", record_date: "2026-01-16", task_amount_yuan: 600000},
      buy("2026-01-20", "工会经费", 96000)
    ]
  ],
  ["2026-04-16", [buy("2026-03-27", "单位采购", 41000), buy("2026-04-09", "教职工自购", 12000)]],
  [
    "2026-07-03",
    [buy("2026-05-19", "单位采购", 38000), buy("2026-06-10", "工会经费", 124000), buy("2026-06-22", "教职工自购", 9000)]
  ],
  [
    "2026-10-15",
    [
      buy("2026-09-16", "工会经费", 152000),
      buy("2026-09-24", "单位采购", 35000),
      award("2026-09-29", "灵璧中学", 20000, 10),
      award(null, "灵璧一中", null, 8)
    ]
  ],
  ["2026-11-11", [buy("2026-11-05", "单位采购", 21000)]]
];

export function sendProcurement(outbox: Outbox): void {
  let count = 0;
  for (const [sentOn, rows] of LETTERS) {
    const numbered = rows.map((row): Row => ({record_id: `L2026-${String(++count).padStart(3, "0")}`, ...row}));
    outbox.send({
      dataset: "procurement",
      label: sentOn.slice(0, 7),
      sentOn,
      rows: numbered,
      isApproved: sentOn < "2026-11"
    });
  }
}
