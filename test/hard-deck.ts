import type {Deck, Slide, SlideTable} from "#app/features/deck/slide.ts";

const months = Array.from({length: 11}, (_, at) => `${at + 1}月`);

const slide = (key: string, more: Pick<Slide, "title" | "body"> & Partial<Slide>): Slide => ({
  key,
  part: "重点",
  subtitle: "全校，截至2026年11月28日",
  notes: ["口径：虚构的数，只用来试版面。"],
  source: {words: "K23 文体活动参与率", to: "/kpis/K23"},
  minutes: 2,
  ...more
});

const units: SlideTable = {
  columns: [{title: "单位"}, {title: "状态"}, {title: "实际", unit: "%"}, {title: "序时", unit: "%"}, {title: "说明"}],
  rows: Array.from({length: 36}, (_, at) => [
    `虚构第${at + 1}学院`,
    at % 3 ? "正常" : "滞后",
    91.4 - at * 1.7,
    87.6,
    at % 4 ? "—" : "名单待补，12月5日前报送"
  ])
};
const nameOf = (at: number) => String(units.rows[at]?.[0]);

const slides: Slide[] = [
  slide("cover", {part: "", title: "月度推进会", body: {kind: "cover", lines: ["虚字〔2026〕1号", "2026年工作计划"]}}),
  slide("overview", {
    part: "整体情况",
    title:
      "截至2026年11月28日，11 项任务中 5 项正常、6 项滞后；平均完成 83.2 %，比序时进度低 4.6 个百分点；11月数据未到齐（至10月30日）",
    body: {
      kind: "figures",
      figures: ["正常", "办结", "待审", "临期", "滞后", "逾期", "已报单位"].map((name, at) => ({
        name,
        value: at * 9,
        text: at === 3 ? "1,234 人次" : `${at * 9} 项`,
        ...(at === 6 && {compared: "共 36 个（本地设定）", delta: {text: "Δ −3 个（比上月）", isBetter: false}})
      }))
    }
  }),
  slide("few-figures", {
    title: "参与率 82.9 %，高于目标",
    body: {
      kind: "figures",
      figures: [{name: "文体活动参与率", value: null, text: "无数据", compared: "目标 60 %（本地设定）"}]
    }
  }),
  slide("units-table", {
    title: "36 个单位中 12 个滞后",
    body: {kind: "table", table: units},
    note: "没有登记的单位不计入。"
  }),
  slide("wide-table", {
    title: "八列的表留下最要紧的几列",
    body: {
      kind: "table",
      table: {
        columns: [
          {title: "类别"},
          {title: "情况说明"},
          ...["活动", "参加", "支出", "每人次", "满意度", "报名到场率"].map((title, at) => ({
            title,
            unit: ["场", "人次", "元", "元", "分", "%"][at] ?? ""
          })),
          {title: "截至"}
        ],
        rows: ["体育健身", "文化艺术", "第二课堂"].map((name, at) => [
          name,
          "活动按计划开展，签到名单齐全",
          254 - at,
          23_434 - at,
          423_466 - at,
          18.1,
          91.4,
          91.3,
          "2026-11-28"
        ])
      }
    }
  }),
  slide("concerns", {
    title:
      "需关注 18 项：逾期 5 项、滞后 13 项；最要紧的是“虚构的举措”，请各责任单位在下月推进会以前把办理情况报校工会办公室，由分管副主席逐项核对后再报常务副主席审定，仍不能按期完成的要说明原因和新的期限",
    body: {
      kind: "list",
      items: Array.from({length: 18}, (_, at) => ({
        mark: at < 5 ? "逾期" : "滞后",
        words: `虚构的举措之${at + 1}：应于 2026-09-30 完成，已逾期 ${59 - at} 天`,
        aside: "信息化建设与管理处　副主席（分管服务保障）"
      }))
    }
  }),
  slide("one-item", {title: "未办结的交办 1 项，没有逾期", body: {kind: "list", items: [{words: "完成两份工作报告"}]}}),
  slide("unit-bars", {
    title: "文体活动参与率：36 个单位中 13 个达到目标 60 %；最高虚构第1学院 91.4 %",
    body: {
      kind: "picture",
      table: units,
      picture: {
        kind: "bars",
        unit: "%",
        bars: units.rows.map((_, at) => ({name: nameOf(at), value: 91.4 - at * 1.7, ...(at === 20 && {isOwn: true})})),
        reference: {value: 90.3, label: "目标 90 %（本地设定）"}
      }
    }
  }),
  slide("stages", {
    title: "150 件提案，立案 84 件，已答复 81 件",
    body: {
      kind: "picture",
      table: {columns: [{title: "环节"}, {title: "件数", unit: "件"}], rows: [["提交", 150]]},
      picture: {
        kind: "bars",
        unit: "件",
        bars: ["提交", "立案", "交办以后由承办单位与提案人当面商量", "答复"].map((name, at) => ({
          name,
          value: 150 - at * 23
        }))
      }
    }
  }),
  slide("columns", {
    title: "今年发布 127 件；最少的是8月（3 件）",
    note: "按供稿单位计。",
    body: {
      kind: "picture",
      table: {columns: [{title: "月份"}, {title: "件数", unit: "人次"}], rows: months.map((name) => [name, 3])},
      picture: {
        kind: "columns",
        unit: "人次",
        labels: months,
        series: ["体育健身", "理论学习", "文化艺术", "读书讲坛", "业务培训", "疗休养", "其他各类"].map((name, at) => ({
          name,
          values: months.map((_, month) => 120 + ((month * 7 + at * 3) % 11) * 130)
        })),
        plannedFrom: 10
      }
    }
  }),
  slide("few-columns", {
    title: "三个批次都已成行",
    body: {
      kind: "picture",
      table: {columns: [{title: "批次"}, {title: "人数", unit: "人"}], rows: [["第一批", 40]]},
      picture: {
        kind: "columns",
        unit: "人",
        labels: ["第一批", "第二批", "第三批"],
        series: [{name: "人数", values: [40, 38, null]}]
      }
    }
  }),
  slide("heat", {
    title: "参与率最低的是虚构第1学院",
    body: {
      kind: "picture",
      table: units,
      picture: {
        kind: "heat",
        unit: "%",
        columns: months,
        rows: units.rows.map((_, at) => nameOf(at)),
        cells: units.rows.flatMap((_, row) =>
          months.map((column, at) => ({column, row: nameOf(row), value: Math.min(100, row * 2 + at * 3)}))
        )
      }
    }
  }),
  slide("trend", {
    title: "2026年11月文体活动参与率 55.3 %，距目标 60 % 还差 4.7 个百分点",
    body: {
      kind: "picture",
      table: {columns: [{title: "月份"}, {title: "参与率", unit: "%"}], rows: months.map((name, at) => [name, at * 5])},
      picture: {
        kind: "lines",
        unit: "%",
        labels: months,
        lines: [
          {name: "实际", sign: "actual", values: months.map((_, at) => 5 + at * 5)},
          {name: "序时", sign: "plan", values: months.map((_, at) => 6 + at * 4.9)},
          {name: "去年", sign: "lastYear", values: months.map((_, at) => 3 + at * 5.1)}
        ],
        target: {value: 60, label: "目标 60 %（本地设定）"}
      }
    }
  }),
  slide("short-trend", {
    title: "书稿 2 本",
    body: {
      kind: "picture",
      table: {columns: [{title: "月份"}, {title: "书稿", unit: "本"}], rows: [["1月", 2]]},
      picture: {
        kind: "lines",
        unit: "本",
        labels: months,
        lines: [{name: "实际", sign: "actual", values: months.map((_, at) => (at < 3 ? at : null))}]
      }
    }
  })
];

/** An invented deck with every kind of slide, also such that do not fit. */
export function hardDeck(): Deck {
  return {
    code: "monthly",
    title: "月度推进会",
    subtitle: "2026年11月，数据截至2026年11月28日",
    corner: "数据截至 2026年11月28日　口径 c50df8b3　状态 8d0c1f2e5b7a",
    state: "8d0c1f2e5b7a",
    slides
  };
}
