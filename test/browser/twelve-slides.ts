import type {Deck, Slide} from "#app/features/deck/slide.ts";

/** A small invented deck, for what moves slides and does not look at them. */
export function twelveSlides(): Deck {
  return {
    code: "monthly",
    title: "月度推进会",
    subtitle: "2026年11月，数据截至11月28日",
    corner: "数据截至 2026年11月28日　口径 3f2a91c0　状态 8d0c1f2e",
    state: "8d0c1f2e",
    slides: Array.from({length: 12}, (_, at) => slideOf(at))
  };
}

function slideOf(at: number): Slide {
  return {
    key: `kpi:K${10 + at}/trend`,
    part: at < 4 ? "整体情况" : at < 9 ? "重点" : "下一步",
    title: `第 ${at + 1} 项结论：文体参与率 ${40 + at} %，比序时进度低 ${at} 个百分点`,
    subtitle: "全校，2026年1月至11月",
    body: {kind: "list", items: [{words: `说明 ${at + 1}`}]},
    notes: [`讲稿 ${at + 1}：分子为参加过活动的会员。`],
    source: {words: `指标 K${10 + at}`, to: `/kpis/K${10 + at}`},
    minutes: at === 0 ? 1 : 2
  };
}
