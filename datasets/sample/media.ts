import {addDays, monthNumbered} from "./days.ts";
import {changesOnly, type Outbox, type Row} from "./outbox.ts";
import type {Person} from "./people.ts";
import {at, type Random, randomFor} from "./random.ts";
import {units} from "./units.ts";

/** WeChat posts in each month, January to mid November. */
const POSTS = [4, 2, 5, 6, 6, 4, 2, 1, 5, 5, 2];
const STORIES = ["劳模风采", "身边的工匠", "师德典型"];
const TOPICS = [
  "文体活动掠影",
  "福利政策解读",
  "健康服务预告",
  "社团招新",
  "民主管理动态",
  "亲子活动回顾",
  "教职工关爱行动"
];

interface Item {
  row: Row;
  reads: number | null;
}

export function sendMedia(outbox: Outbox, people: Person[]): void {
  const random = randomFor("media");
  const writers = random.sample(
    people.filter(({isCadre}) => isCadre),
    40
  );
  const items = [...monthlyItems(writers, random), ...research(writers)]
    .sort((a, b) => String(a.row.publish_date).localeCompare(String(b.row.publish_date)))
    .map(({row, reads}, index): Item => ({
      row: {item_id: `N2026-${String(index + 1).padStart(3, "0")}`, ...row},
      reads
    }));
  const changed = changesOnly(["item_id"]);
  const send = (label: string, sentOn: string, isApproved: boolean) =>
    outbox.send({
      dataset: "media",
      label,
      sentOn,
      isApproved,
      rows: changed(items.filter(({row}) => String(row.publish_date) < sentOn).map((item) => asRead(item, sentOn)))
    });
  for (let number = 1; number <= 10; number++)
    send(monthNumbered(number), addDays(`${monthNumbered(number)}-28`, 10), true);
  send("2026-11上半月", "2026-11-16", false);
}

/** A post is read less in its first days than on the thirtieth. */
function asRead({row, reads}: Item, sentOn: string): Row {
  const isRipe = addDays(String(row.publish_date), 30) <= sentOn;
  return {...row, read_count: reads === null ? null : Math.round(reads * (isRipe ? 1 : 0.7))};
}

function monthlyItems(writers: Person[], random: Random): Item[] {
  return POSTS.flatMap((count, index) => {
    const number = index + 1;
    const day = () => `${monthNumbered(number)}-${String(random.between(2, number === 11 ? 13 : 26)).padStart(2, "0")}`;
    const item = (type: string, channel: string, title: string, reads: number | null, rest: Row = {}): Item => {
      const writer = random.pick(writers);
      const base = {
        item_type: type,
        title,
        channel,
        unit_code: random.chance(0.5) ? "U00" : writer.unit,
        author_person_id: writer.id
      };
      return {row: {...base, publish_date: day(), is_model_story: false, level: "校级", ...rest}, reads};
    };
    const posts = Array.from({length: count}, (_, post) => {
      const story = post === 2;
      const title = story
        ? `${at(STORIES, index % 3)}第${number}期`
        : `${random.pick(TOPICS)}（${number}月之${post + 1}）`;
      return item("微信推文", "矿大工会公众号", title, Math.round(300 + 720 * random.next() ** 2 + (story ? 160 : 0)), {
        is_model_story: story
      });
    });
    const news = Array.from({length: number === 2 || number === 8 ? 2 : random.between(5, 9)}, (_, piece) =>
      item(
        "网站新闻",
        "工会网站",
        `${at(units, random.between(0, 35)).name}工会${number}月工作动态${piece + 1}`,
        random.between(60, 320)
      )
    );
    const more: Item[] = [];
    // The same story on the site as on WeChat counts once.
    if (count > 2)
      more.push(
        item("网站新闻", "工会网站", `${at(STORIES, index % 3)}第${number}期`, random.between(90, 260), {
          is_model_story: true
        })
      );
    if (number % 4 === 1)
      more.push(
        item("校外媒体报道", "地方日报", `高校工会服务教职工报道${number}`, null, {
          is_model_story: number > 4,
          level: "市级"
        })
      );
    if (number % 3 === 0) more.push(item("宣传栏", "校园宣传栏", `工会宣传栏第${number / 3}期`, null));
    return [...posts, ...news, ...more];
  });
}

function research(writers: Person[]): Item[] {
  const item = (type: string, title: string, channel: string, day: string, level: string, author: number): Item => ({
    row: {
      item_type: type,
      title,
      channel,
      unit_code: "U00",
      author_person_id: at(writers, author).id,
      publish_date: day,
      is_model_story: false,
      level
    },
    reads: null
  });
  return [
    item("会议交流论文", "高校工会服务青年教师的实践与思考", "全国煤炭高校工会工作研究会", "2026-08-19", "国家级", 0),
    item("期刊论文", "新时代高校工会民主管理路径研究", "《中国教工》", "2026-09-10", "国家级", 1),
    item("研究课题", "高校教职工数字化服务研究", "省教科工会课题", "2026-05-08", "省级", 2),
    item("宣传画册", "工会工作年度画册", "校工会", "2026-03-20", "校级", 3)
  ];
}
