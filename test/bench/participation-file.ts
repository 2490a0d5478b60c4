import {OFFICE} from "#pipelines/contracts/sender.ts";
import {createWriteStream} from "node:fs";
import {once} from "node:events";
import type {Store} from "#pipelines/store/store.ts";
import {submit} from "#pipelines/submissions/submissions.ts";

export const PERSONS = 3_200;
const SENT = "2026-06-30";

/** The lists that a participation file refers to: one unit, its people, and enough activities for the rows. */
export async function sendLists(store: Store, rowCount: number): Promise<void> {
  const activities = Math.ceil(rowCount / PERSONS);
  await send(store, "units", [
    "单位编码,单位名称,单位类型,工会层级,工会组织设置状态,在岗教职工数,工会主席是否由行政负责人兼任,本年度是否应召开二级教代会",
    "U01,示例学院,学院,二级单位工会,独立设置,3200,否,是"
  ]);
  await send(store, "members", [
    "工号,姓名,单位编码,性别,出生日期,入校日期,人员类别,在岗状态,是否工会会员,是否工会干部",
    ...each(
      PERSONS,
      (n) =>
        `${person(n)},会员${person(n)},U01,${n % 2 ? "女" : "男"},${1966 + (n % 35)}-03-12,2012-07-01,专任教师,在岗,是,${n % 9 ? "否" : "是"}`
    )
  ]);
  const categories = ["体育健身", "文化艺术", "第二课堂", "理论学习", "业务培训"];
  await send(store, "activities", [
    "活动编号,活动名称,对应承诺编号,主办单位编码,活动类别,面向群体,开始日期,实际参加人次,状态",
    ...each(
      activities,
      (n) =>
        `${activity(n)},示例活动,T05-0${(n % 7) + 2},U01,${categories[n % 5]},全体,2026-0${(n % 6) + 1}-18,${PERSONS},已完成`
    )
  ]);
}

/** A clean export of `rowCount` rows, about 55 bytes each, sorted by activity as an export is. */
export async function writeParticipation(path: string, rowCount: number): Promise<void> {
  const file = createWriteStream(path);
  file.write("活动编号,工号,是否实到,身份,随行家属人数,满意度评分,签到时间\n");
  let lines = "";
  for (let at = 0; at < rowCount; at++) {
    const [act, who] = [Math.floor(at / PERSONS), at % PERSONS];
    lines += `${activity(act)},${person(who)},${(act + who) % 3 ? "是" : "否"},参与,${who % 3},${(act % 5) + 1},2026-0${(act % 6) + 1}-18 08:${String(who % 60).padStart(2, "0")}:00\n`;
    if (lines.length > 1 << 20) {
      if (!file.write(lines)) await once(file, "drain");
      lines = "";
    }
  }
  file.end(lines);
  await once(file, "finish");
}

async function send(store: Store, dataset: string, lines: string[]): Promise<void> {
  const outcome = await submit(store.dir, store.ledger, {
    dataset,
    fileName: `${dataset}.csv`,
    chunks: chunksOf(lines.join("\n")),
    sender: OFFICE,
    account: null,
    asOf: dataset === "activities" ? undefined : "2026-01-01",
    today: SENT,
    now: `${SENT}T00:00:00.000Z`
  });
  if (outcome.outcome !== "accepted") throw new Error(`${dataset}: ${JSON.stringify(outcome)}`);
}

async function* chunksOf(text: string) {
  yield Buffer.from(text);
}

const each = <T>(count: number, make: (n: number) => T): T[] => Array.from({length: count}, (_, n) => make(n));
const person = (n: number) => String(n + 1).padStart(5, "0");
const activity = (n: number) => `A2026-${String(n + 1).padStart(4, "0")}`;
