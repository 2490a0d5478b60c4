import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";
import {openSite} from "./browser/site.ts";

// The pictures of the README, drawn from the sample year in the built app: `npm run screenshots`.
const folder = join(projectRoot, "docs", "images");
const SIZE = {width: 1440, height: 900};
const FAULTY = [
  "活动编号,活动名称,对应承诺编号,主办单位编码,活动类别,面向群体,实际参加人次,开始日期,状态",
  "A2026-9001,春季健步走,T05-04,U01,体育健身,全体,96,2026-11-03,已完成",
  "A2026-9002,摄影展,T05-08,U01,摄影,全体,58,2026-13-05,已完成"
].join("\n");

mkdirSync(folder, {recursive: true});
const site = await openSite({today: "2026-11-15"});
try {
  const leader = await (await site.newContext({viewport: SIZE}, {role: "leadership"})).newPage();
  await leader.goto(site.url, {waitUntil: "networkidle"});
  await leader.screenshot({path: join(folder, "overview.png")});

  const unit = await (await site.newContext({viewport: SIZE}, {role: "unit", unit: "U01"})).newPage();
  await unit.goto(`${site.url}/submissions/new`, {waitUntil: "networkidle"});
  const file = {name: "活动台账.csv", mimeType: "text/csv", buffer: Buffer.from(FAULTY)};
  await unit.locator("input[type=file]").first().setInputFiles(file);
  await unit.getByText("拒收").first().waitFor();
  await unit.screenshot({path: join(folder, "upload.png")});
  console.log(`已存入 ${folder}`);
} finally {
  await site.close();
}
