import {type Cell, count, rate, sum} from "../cell.ts";
import {daysBetween, isThisYear, monthEnd} from "../days.ts";
import type {Facts} from "../facts.ts";
import type {Media} from "../rows.ts";
import type {Twin} from "../twin.ts";
import {firstOf} from "./first.ts";

const publishedOf = (facts: Facts, month: string, types: string[]) =>
  facts.media.filter(({item_type, publish_date}) => types.includes(item_type) && isThisYear(publish_date, month));

const titles = (items: Media[]) =>
  firstOf(items, {of: ({title}) => title.trim(), on: ({publish_date}) => publish_date, id: "item_id"});

const papers = (facts: Facts, month: string) => publishedOf(facts, month, ["期刊论文", "会议交流论文"]);
const posts = (facts: Facts, month: string) => publishedOf(facts, month, ["微信推文"]);
const stories = (facts: Facts, month: string) =>
  publishedOf(facts, month, ["网站新闻", "微信推文", "校外媒体报道"]).filter(({is_model_story}) => is_model_story);

/** Posts whose thirty days are over. */
const read = (facts: Facts, month: string) =>
  posts(facts, month).filter(({publish_date}) => daysBetween(publish_date, monthEnd(month)) >= 30);

const inUnit = (cell: Cell) => (item: Media) => cell.isIn(item.unit_code);

export const MEDIA: Record<string, Twin> = {
  K03: {
    by: ["成果类型", "刊物"],
    headline: (facts, cell) =>
      count(
        titles(
          papers(facts, cell.month).filter((m) => cell.isOf("成果类型", m.item_type) && cell.isOf("刊物", m.channel))
        ).filter(inUnit(cell)).length
      )
  },
  K05: {headline: (facts, cell) => count(posts(facts, cell.month).filter(inUnit(cell)).length)},
  K06: {
    headline: (facts, cell) => {
      const of = read(facts, cell.month).filter(inUnit(cell));
      return rate(sum(of.map(({read_count}) => read_count)), of.length);
    },
    unionOnly: ["另列=中位数（次）"],
    beside: {
      "另列=中位数（次）": (facts, cell) => {
        const counts = read(facts, cell.month)
          .map(({read_count}) => read_count ?? 0)
          .sort((one, other) => one - other);
        if (counts.length === 0) return undefined;
        const half = counts.length / 2;
        const middle = Number.isInteger(half) ? (counts[half - 1]! + counts[half]!) / 2 : counts[Math.floor(half)]!;
        return rate(middle, 1);
      }
    }
  },
  K46: {
    by: ["平台", "级别"],
    headline: (facts, cell) =>
      count(
        titles(
          stories(facts, cell.month).filter((m) => cell.isOf("平台", m.item_type) && cell.isOf("级别", m.level))
        ).filter(inUnit(cell)).length
      ),
    unionOnly: ["另列=各平台合计（篇次）"],
    beside: {
      "另列=各平台合计（篇次）": (facts, cell) =>
        count(new Set(stories(facts, cell.month).map(({title, item_type}) => `${item_type} ${title.trim()}`)).size)
    }
  }
};
