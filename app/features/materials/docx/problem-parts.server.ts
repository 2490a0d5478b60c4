import type {Paragraph} from "docx";
import type {FrozenConcern, FrozenKpi, FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {formatDay, formatShown} from "#app/format.ts";
import {body, heading, numbered} from "./document-parts.server.ts";
import {
  asSentence,
  formatGap,
  groupedBy,
  isBehind,
  isShort,
  isWithoutData,
  namesOf,
  ownerWords
} from "./state-facts.ts";

/** Concerns that are told one by one; of the others the names say enough. */
const TOLD_ONE_BY_ONE = ["逾期", "滞后"];

const CONCERN_WORDS: Record<string, string> = {
  逾期: "项举措已过期限、尚未完成",
  滞后: "项举措落后于进度要求",
  久未填报: "项举措多月没有填报进展",
  待回头看: "项已办结的举措到期未“回头看”",
  无人负责: "项举措没有明确责任单位或责任人",
  临期: "项举措临近期限",
  待审: "项举措已报完成、等待审核",
  多次延期: "项举措多次延期",
  退回未改: "项举措的报送退回后未改",
  数据逾期: "项举措的数据逾期未报",
  数据矛盾: "项举措的数据有矛盾",
  规则不符: "项举措不符合规则"
};

/** 存在问题 from what needs attention, KPIs below their target, and what limits the data: it is never empty. */
export function problemParts(state: FrozenState): Paragraph[] {
  const kinds = groupedBy(state.concerns, ({concerns, status}) => concerns[0] ?? status);
  const parts = [
    ...kinds.map(([kind, concerns]) => ({
      title: `${concerns.length} ${CONCERN_WORDS[kind] ?? `项举措需要关注（${kind}）`}`,
      paragraphs: TOLD_ONE_BY_ONE.includes(kind) ? concerns.map(concernLine) : [body(concernNames(concerns))]
    })),
    ...kpiPart(state.kpis.filter(isShort)),
    {title: "数据还有局限", paragraphs: [body(dataLimits(state))]}
  ];
  return parts.flatMap(({title, paragraphs}, at) => [heading(2, at, title), ...paragraphs]);
}

function concernLine({name, reasons, problem_note, owner}: FrozenConcern, at: number): Paragraph {
  const note = problem_note === null ? "" : `填报的原因：${asSentence(problem_note)}`;
  return numbered(at, `${name}：${asSentence(reasons.join("；"))}${note}责任单位和领导：${ownerWords(owner)}。`);
}

const concernNames = (concerns: FrozenConcern[]) =>
  `${concerns.length === 1 ? "这项举措是" : "分别是"}${namesOf(concerns)}。`;

/** KPIs that are judged to be behind are told one by one; the others still have until their due day. */
function kpiPart(short: FrozenKpi[]) {
  if (short.length === 0) return [];
  const behind = short.filter(isBehind);
  const going = short.filter((kpi) => !isBehind(kpi));
  const rest = going.map(
    (kpi) => `${kpi.name}（${formatShown(kpi, kpi.unit)}，与目标相差 ${formatGap(kpi).replace(/^[+−]/u, "")}）`
  );
  const paragraphs = [
    ...behind.map((kpi, at) => numbered(at, asSentence(kpi.conclusion.replace(/^\d+年\d+月/u, "")))),
    ...(going.length > 0
      ? [
          body(
            `${behind.length > 0 ? "其余" : "这"} ${going.length} 项尚未达到全年目标，仍在要求的进度之内：${rest.join("、")}。`
          )
        ]
      : [])
  ];
  return [{title: `${short.length} 项指标未达到目标`, paragraphs}];
}

/** What the numbers cannot tell; said even where nothing else is wrong. */
export function dataLimits({units_asked, units_reported, waiting, kpis, fresh_to, on}: FrozenState): string {
  const missing = units_asked - units_reported;
  const without = kpis.filter(isWithoutData);
  const limits = [
    missing > 0 && `应报送的 ${units_asked} 个单位中 ${units_reported} 个已报送，${missing} 个尚未报送`,
    waiting > 0 && `${waiting} 份报送等待审核，已先计入数字`,
    without.length > 0 && `${without.length} 项指标没有数据（${namesOf(without)}）`,
    freshnessWords(fresh_to, on)
  ];
  return asSentence(limits.filter((limit) => limit !== false).join("；"));
}

function freshnessWords(fresh_to: string | null, on: string): string {
  if (fresh_to === null) return "还没有可用的数据";
  if (fresh_to >= on) return `数据截至${formatDay(on)}，此后的情况没有计入`;
  return `数据截至${formatDay(fresh_to)}，到${formatDay(on)}之间的情况尚未全部反映`;
}
