/** How one deliverable went, as its unit reported it. */
export interface Story {
  code: string;
  unit: string;
  due: string;
  /** A later due date, first named in the report of a month. */
  moved?: [month: string, due: string];
  /** Percent from March on, one a month; null where nothing was reported. */
  percents: (number | null)[];
  /** Months in which no evidence was attached; `none` for all. */
  lacksEvidence?: "none" | string[];
  isBehind?: boolean;
  cancelledIn?: string;
  /** Its 100 percent waits for the office. */
  isPending?: boolean;
  note?: string;
}

const YEAR_END = "2026-12-31";

export const stories: Story[] = [
  {code: "T01-01", unit: "U00", due: YEAR_END, percents: [20, 30, 40, 48, 56, 60, 70, 80]},
  {code: "T01-04", unit: "U00", due: "2026-08-31", percents: [0, 5, 20, 40, 60, 100]},
  {
    code: "T01-06",
    unit: "U00",
    due: YEAR_END,
    percents: [10, 25, 25, 50, 50, 50, 75, 80],
    lacksEvidence: ["2026-09", "2026-10"]
  },
  {code: "T01-08", unit: "U00", due: "2026-06-30", percents: [10, 40, 80, 100]},
  {code: "T01-09", unit: "U00", due: "2026-09-30", percents: [0, 10, 20, 30, 60, 100]},
  {
    code: "T01-10",
    unit: "U00",
    due: "2026-10-31",
    percents: [0, 5, 5, 10, 10, 10, 10],
    cancelledIn: "2026-09",
    note: "承办高校通知研讨会推迟至下一年度，经常委会研究本年度不再列入。"
  },
  {code: "T02-01", unit: "U00", due: YEAR_END, percents: [25, 33, 42, 50, 58, 65, 75, 84]},
  {
    code: "T02-02",
    unit: "U00",
    due: YEAR_END,
    percents: [12, 18, 25, 30, 30, 32, 40, 45],
    isBehind: true,
    note: "线上线下联动方案尚未定稿，拟于本月提交常委会。"
  },
  {
    code: "T02-03",
    unit: "U32",
    due: "2026-09-30",
    moved: ["2026-09", "2026-11-30"],
    percents: [5, 12, 20, 30, 38, 45, 60, 70],
    note: "栏目迁移完成，等保测评排期推迟，上线时间顺延。"
  },
  {code: "T02-05", unit: "U00", due: YEAR_END, percents: [25, 32, 40, 50, 55, 60, 70, 80]},
  {
    code: "T03-01",
    unit: "U00",
    due: "2026-10-31",
    percents: [5, 12, 20, 30, 38, 45, 65, 85],
    isBehind: true,
    note: "代表选举完成，两份工作报告仍在征求意见。"
  },
  {
    code: "T03-02",
    unit: "U00",
    due: "2026-12-12",
    moved: ["2026-10", "2026-12-20"],
    percents: [0, 0, 5, 10, 15, 15, 25, 40],
    note: "会期与学校安排协调后顺延一周。"
  },
  {code: "T03-03", unit: "U00", due: YEAR_END, percents: [10, 15, 22, 30, 35, 38, 48, 58]},
  {code: "T04-01", unit: "U00", due: "2026-06-30", percents: [40, 70, 85, 100]},
  {code: "T04-06", unit: "U00", due: YEAR_END, percents: [10, 20, 35, 45, 55, 65, 72, 80]},
  {
    code: "T04-07",
    unit: "U00",
    due: "2026-09-30",
    percents: [10, 20, 30, 40, 40, 40, 60, 60],
    isBehind: true,
    lacksEvidence: "none",
    note: "上级经费支持文件尚未批复，继续跟进。"
  },
  {code: "T05-01", unit: "U00", due: "2026-10-31", percents: [20, 40, 55, 70, 70, 80, 90, 100]},
  {code: "T05-02", unit: "U00", due: "2026-06-30", percents: [20, 60, 90, 100]},
  {code: "T05-12", unit: "U29", due: YEAR_END, percents: [15, 30, 45, 55, 55, 55, 70, 82]},
  {code: "T05-13", unit: "U29", due: YEAR_END, percents: [10, 25, 40, 55, 55, 55, 60, 75]},
  {code: "T06-01", unit: "U00", due: YEAR_END, percents: [20, 28, 40, 50, 55, 62, 72, 81]},
  {
    code: "T06-03",
    unit: "U00",
    due: "2026-11-30",
    percents: [0, 10, 25, 25, 30, 35, 45, 65],
    note: "论坛主会场与报告人已定。"
  },
  {
    code: "T07-01",
    unit: "U35",
    due: YEAR_END,
    percents: [20, 30, 40, 48, null, 52, 60, 68],
    isBehind: true,
    note: "心理咨询师到岗偏晚，情绪调适训练营尚未开班。"
  },
  {code: "T06-07", unit: "U00", due: "2026-08-31", percents: [10, 20, 35, 50, 85, 100]},
  {code: "T08-06", unit: "U00", due: "2026-10-31", percents: [30, 45, 60, 70, 75, 80, 90, 100]},
  {code: "T08-07", unit: "U00", due: "2026-10-31", percents: [20, 35, 50, 60, 70, 75, 90, 100], isPending: true},
  {code: "T08-09", unit: "U00", due: "2026-09-30", percents: [10, 25, 40, 60, 60, 75, 100]},
  {
    code: "T08-10",
    unit: "U00",
    due: "2026-10-31",
    percents: [0, 5, 10, 20, 20, 30, 50, 60],
    isBehind: true,
    note: "灵璧一中名单复核中。"
  },
  {code: "T09-04", unit: "U25", due: YEAR_END, percents: [15, 25, 35, 50, 50, 55, 70, 85]},
  {code: "T09-05", unit: "U25", due: "2026-06-30", percents: [20, 40, 75, 100]},
  {code: "T09-06", unit: "U30", due: "2026-10-31", percents: [5, 15, 30, 50, 55, 60, 85, 100], isPending: true},
  {code: "T10-01", unit: "U00", due: "2026-05-31", percents: [60, 90, 100]},
  {code: "T10-04", unit: "U00", due: YEAR_END, percents: [10, 18, 28, 40, 45, 50, 60, 72]},
  {
    code: "T10-05",
    unit: "U24",
    due: "2026-09-30",
    percents: [15, 30, 45, 60, 60, 70, 85, 100],
    lacksEvidence: ["2026-10"],
    isPending: true
  },
  {
    code: "T10-07",
    unit: "U00",
    due: "2026-09-30",
    moved: ["2026-09", "2026-11-20"],
    percents: [0, 5, 10, 15, 15, 20, 25, 40],
    isBehind: true,
    note: "窗口单位测评数据未齐，评选顺延。"
  },
  {
    code: "T11-02",
    unit: "U00",
    due: "2026-07-31",
    moved: ["2026-07", "2026-10-31"],
    percents: [20, 40, 60, 70, 75, 80, 90, 95, 100],
    isPending: true
  },
  {
    code: "T11-03",
    unit: "U24",
    due: YEAR_END,
    percents: [5, 10, 15, 20, null, null, 28, 35],
    isBehind: true,
    note: "机构调整方案待学校研究。"
  },
  {
    code: "T11-04",
    unit: "U24",
    due: YEAR_END,
    percents: [5, 10, 12, 20, null, null, 26, 30],
    isBehind: true,
    lacksEvidence: "none"
  },
  {code: "T11-05", unit: "U00", due: YEAR_END, percents: [20, 30, 40, 50, 55, 60, 70, 78]},
  {code: "T11-07", unit: "U32", due: YEAR_END, percents: [15, 25, 35, 45, 50, 55, 65, 76]},
  {code: "T11-08", unit: "U32", due: "2026-11-30", percents: [8, 18, 28, 40, 45, 50, 68, 80]},
  {
    code: "T11-09",
    unit: "U32",
    due: "2026-09-30",
    percents: [5, 10, 18, 25, 30, 30, 40, 45],
    isBehind: true,
    note: "服务商人员变动，提案系统升级延误。"
  }
];
