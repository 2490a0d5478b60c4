import {expect, test} from "vitest";
import type {Finding} from "#pipelines/findings/findings.ts";
import {csvOf, keptRows, ofFile, sendAccepted, sharedStore, withdraw} from "./store.ts";

// What stands in the column of evidence and is none: a word, or a place that nobody else can open.
const store = sharedStore();

const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08"];
const CODES = ["T02-01", "T02-05", "T02-06", "T02-07", "T03-01", "T03-02"];

/** Sends a report for each text; returns what is kept of each and the texts that are named. */
async function evidenceKept(texts: string[]) {
  const rows = texts.map((evidence_link, at) => ({
    deliverable_code: CODES[Math.floor(at / MONTHS.length)],
    report_month: MONTHS[at % MONTHS.length],
    reporter_person_id: "00001",
    evidence_link
  }));
  const sent = await sendAccepted(store(), "progress", csvOf("progress", rows));
  const kept = (await keptRows(store(), sent.submission_id)).map(({evidence_link}) => evidence_link);
  await withdraw(store(), sent.submission_id);
  const isWord = (finding: Finding) => finding.code === "cell/blank-word";
  return {
    kept,
    named: ofFile(sent.findings)
      .shown.filter(isWord)
      .flatMap((found) => ("values" in found ? found.values : []))
  };
}

const WORDS = [
  "有",
  "是",
  "√",
  "1",
  "已上传",
  "已上传至共享盘",
  "已发到工作群里",
  "已交校工会办公室",
  "另附",
  "待传",
  "TBD",
  "同前",
  "未提供",
  "佐证材料",
  "纸质材料",
  "（已提交）"
];
const POINTERS = ["见附件1", "详见微信群", "见邮箱", "见材料", "照片1张", "附件1.pdf", "附件", "见图2", "IMG_0123.jpg"];
const PLACES = [
  "http://",
  "https://",
  "https://待补",
  "D:\\佐证\\照片.docx",
  "file:///C:/Users/a/1.pdf",
  "file:///D:/照片.jpg",
  "#Sheet2!A1##Sheet2!A1",
  "mailto:a@example.invalid"
];

test.each([
  ["words", WORDS],
  ["what points elsewhere", POINTERS],
  ["places that nobody can open", PLACES]
])("%s are no evidence, and are named", async (_, texts) => {
  const {kept, named} = await evidenceKept(texts);
  expect(kept).toEqual(texts.map(() => null));
  expect(new Set(named)).toEqual(new Set(texts));
});

test("a document's name, its number and an address are evidence", async () => {
  const texts = [
    "矿工发〔2026〕3号",
    "无线网改造验收单",
    "会议纪要第3期",
    "有奖征文获奖名单",
    "照片墙揭幕报道",
    "春季健步行总结.docx",
    "https://example.invalid/minutes?id=1",
    "http://example.invalid",
    "/progress/evidence/0a1b2c3d-0000-4000-8000-000000000000",
    "1号楼改造验收单"
  ];
  expect(await evidenceKept(texts)).toEqual({kept: texts, named: []});
});
