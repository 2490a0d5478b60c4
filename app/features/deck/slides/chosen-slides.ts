import type {DatasetPage, readDatasets} from "#app/features/datasets/datasets.server.ts";
import type {readAssessmentOf, readAssessmentsOf} from "#app/features/outputs/assessment.server.ts";
import type {readYearbookOf} from "#app/features/outputs/yearbook.server.ts";
import type {readWaiting} from "#app/features/submissions/queue/queue.server.ts";
import {formatDay, formatNumber, NO_DATA} from "#app/format.ts";
import type {SlideContent} from "../slide.ts";

/** 统计年报底稿: the rows of a statistical year. */
export function yearbookSlide({year, rows, missing, failed, checks}: Awaited<ReturnType<typeof readYearbookOf>>) {
  if (rows.length === 0) return undefined;
  return {
    title: `${year} 统计年度底稿 ${rows.length} 行：无数据 ${missing} 行，逻辑检查不符合 ${failed} 条`,
    subtitle: `${year - 1}年10月1日至${year}年9月30日；底稿，非上报件`,
    body: {
      kind: "table",
      table: {
        columns: ["统计代码", "指标名称", "计量单位", "数值", "来源"].map((title) => ({title})),
        rows: rows.map(({row_code, row_title, measure_unit, value, behind}) => [
          ...[row_code, row_title, measure_unit],
          value === null ? NO_DATA : formatNumber(value),
          behind.words
        ])
      }
    },
    notes: [
      "各行由报送的台账汇总，或直接填写，来源见“统计年报”页。",
      ...checks.filter(({holds}) => holds === false).map(({words}) => words)
    ],
    source: {words: "统计年报底稿", to: `/outputs/yearbook?year=${year}`},
    minutes: 3
  } satisfies SlideContent;
}

/** 考核自评: the points of all units, in the order of their codes. */
export function assessmentsSlide({year, on, source, units}: Awaited<ReturnType<typeof readAssessmentsOf>>) {
  const lacking = units.filter(({missing}) => missing > 0).length;
  return {
    title: `${year}年度考核自评底稿：${units.length} 个单位，${lacking === 0 ? "材料都齐" : `${lacking} 个缺材料`}`,
    subtitle: `按单位次序，不是名次，截至${formatDay(on)}`,
    body: {
      kind: "table",
      table: {
        columns: [
          {title: "单位"},
          ...["得分", "已评满分", "待评"].map((title) => ({title, unit: "分"})),
          {title: "缺材料", unit: "项"}
        ],
        rows: units.map(({unit_name, points, scored, open, missing}) => [unit_name, points, scored, open, missing])
      }
    },
    notes: [`评分表：${source}。自评底稿由系统按报送的数据填写，以考核结果为准。`],
    source: {words: "考核自评", to: "/outputs/assessment"},
    minutes: 3
  } satisfies SlideContent;
}

/** The self-assessment of one unit, item by item. */
export function assessmentSlide(
  unit: string,
  {unit_name, items, total}: Awaited<ReturnType<typeof readAssessmentOf>>,
  on: string
) {
  return {
    title: `${unit_name}考核自评：已评 ${total.scored} 分，得 ${total.points} 分；缺材料 ${total.missing} 项`,
    subtitle: `自评底稿，截至${formatDay(on)}${total.open > 0 ? `；另有 ${total.open} 分待评` : ""}`,
    body: {
      kind: "table",
      table: {
        columns: [{title: "项目"}, {title: "满分", unit: "分"}, {title: "得分"}, {title: "依据"}],
        rows: items.map(({item, full, points, why}) => [item, full, points === null ? "待评" : `${points}`, why])
      }
    },
    notes: [
      "自评底稿由系统按报送的数据填写，以考核结果为准。",
      ...items.flatMap(({item, missing}) => (missing === null ? [] : [`${item}：${missing}`]))
    ],
    source: {words: `${unit_name}考核自评`, to: `/outputs/assessment/${unit}`},
    minutes: 3
  } satisfies SlideContent;
}

/** 收件: what waits for the office's verdict. */
export function waitingSlide(waiting: Awaited<ReturnType<typeof readWaiting>>) {
  const held = waiting.filter(({isOnHold}) => isOnHold).length;
  return {
    title:
      waiting.length === 0
        ? "没有等待审核的报送"
        : `${waiting.length} 份报送等待审核${held > 0 ? `，其中 ${held} 份待定` : ""}，最早的收于${waiting[0]!.sent_at}`,
    subtitle: "收得早的在前；未审的数据已计入各项指标",
    body:
      waiting.length === 0
        ? {kind: "list", items: [{words: "没有要审核的。"}]}
        : {
            kind: "table",
            table: {
              columns: ["单位", "台账", "收到"].map((title) => ({title})),
              rows: waiting.map(({sender, title, sent_at}) => [sender, title, sent_at])
            }
          },
    notes: ["审核由校工会办公室在“待审核”里办理。"],
    source: {words: "待审核的报送", to: "/submissions/queue"},
    minutes: 2
  } satisfies SlideContent;
}

/** 数据字典: who sends what, in the order of sending. */
export function datasetsSlide({sentence, datasets}: ReturnType<typeof readDatasets>) {
  return {
    title: sentence,
    subtitle: "按发送的次序：后面的要与前面的核对",
    body: {
      kind: "table",
      table: {
        columns: ["数据集", "谁报送", "更新方式", "个人信息"].map((title) => ({title})),
        rows: datasets.map(({title, uploader, mode, privacy_words}) => [title, uploader, mode.word, privacy_words])
      }
    },
    notes: datasets.map(({title, description}) => `${title}：${description}`),
    source: {words: "数据字典", to: "/datasets"},
    minutes: 3
  } satisfies SlideContent;
}

/** The columns of one dataset, as people fill them in. */
export function datasetSlide({name, title, description, columns, senders, mode}: DatasetPage) {
  const required = columns.filter((column) => column.required === "必填").length;
  return {
    title: `${title}：${columns.length} 列，其中 ${required} 列必填`,
    subtitle: `${senders}报送，${mode.word}`,
    body: {
      kind: "table",
      table: {
        columns: ["列名", "类型", "必填", "可填的值"].map((head) => ({title: head})),
        rows: columns.map((column) => [column.title, column.type, column.required, valuesOf(column)])
      }
    },
    notes: [description, ...columns.flatMap(({title: head, note}) => (note ? [`${head}：${note}`] : []))],
    source: {words: `数据字典　${title}`, to: `/datasets/${name}`},
    minutes: 3
  } satisfies SlideContent;
}

function valuesOf({allowed, limits, reference, example}: DatasetPage["columns"][number]): string {
  const values = [
    ...(allowed.length > 0 ? [allowed.join("、")] : []),
    ...(reference ? [`须在${reference.words}里`] : []),
    ...limits
  ];
  return values.length > 0 ? values.join("；") : example && `如 ${example}`;
}
