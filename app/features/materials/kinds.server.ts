import {STATE_DIGITS} from "#app/features/deck/decks.server.ts";
import {deckFile, deckPages} from "#app/features/deck/document/deck-answer.server.tsx";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import type {BookletOptions, BookletOutcome} from "./booklet/booklet-options.ts";
import {bookletPdf} from "./booklet/booklet-pdf.server.ts";
import {bookletDocument} from "./booklet/booklet.server.tsx";
import {annualSummary} from "./docx/annual-summary.server.ts";
import {meetingMinutes} from "./docx/meeting-minutes.server.ts";
import {progressReport} from "./docx/progress-report.server.ts";
import {SENDER, sourceWords} from "./docx/state-facts.ts";
import {itemIn, supervisionNotice} from "./docx/supervision-notice.server.ts";
import type {MaterialKind, MaterialSource} from "./material-kind.ts";
import {pdfOf, PrintError} from "./pdf.server.ts";
import {deckPptx} from "./pptx/deck-pptx.server.ts";
import {stateWorkbook} from "./xlsx/state-workbook.server.ts";

const HTML = {extension: "html", contentType: "text/html; charset=utf-8"};
const PDF = {extension: "pdf", contentType: "application/pdf"};
const DOCX = {
  extension: "docx",
  contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
};
const PPTX = {
  extension: "pptx",
  contentType: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
};
const XLSX = {extension: "xlsx", contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};

const NO_DECK = "没有这份演示，请重新选择。";
const NO_MINUTES = "会议还没有召开，没有纪要。";
const NO_NOTICE = "没有说明是哪一项的督办单，请从督办页面打开。";
const NO_BROWSER =
  "这台服务器没有安装 Chromium 或 Edge，做不了 PDF。请下载网页文件，用本机浏览器打开后打印成 PDF；或请系统管理员安装后再试。";

const PRINT_FAILED = "服务器上的浏览器没能打印出来，什么都没有生成。请下载网页文件，用本机浏览器打开后打印成 PDF。";

/** Everything that can be made from a frozen state, in the order in which it is offered. */
export const KINDS: MaterialKind[] = [
  {
    ...{kind: "deck-html", title: "网页文件（HTML）", of: "deck", ...HTML},
    about: "拷到 U 盘，在没有网络的电脑上双击就能放映。",
    make: async ({deck, given}) => (deck ? bytesOf(deckFile(deck, given.screen)) : NO_DECK)
  },
  {
    ...{kind: "deck-pdf", title: "演示（PDF）", of: "deck", ...PDF},
    about: "一页一张，字体在文件里。",
    make: async ({deck, given}) => (deck ? printed(() => pdfOf(deckPages(deck, given.screen))) : NO_DECK)
  },
  {
    ...{kind: "deck-pptx", title: "演示文稿（PPTX）", of: "deck", ...PPTX},
    about: "图表可以在 PowerPoint 和 WPS 里改数。",
    make: async ({deck, state}) => (deck ? deckPptx(deck, state.on) : NO_DECK)
  },
  {
    ...{kind: "booklet-pdf", title: "月度手册（PDF）", of: "state", ...PDF},
    about: "封面、总览、11 项任务、各单位、议定事项，A4 一册。",
    make: (source) => printed(() => bookletPdf(source.state, bookletOptionsOf(source)))
  },
  {
    ...{kind: "booklet-html", title: "月度手册（网页文件）", of: "state", ...HTML},
    about: "没有装浏览器的服务器上，用本机浏览器打开后打印。",
    make: async (source) => bytesOf(bookletDocument(source.state, bookletOptionsOf(source)))
  },
  {
    ...{kind: "progress-docx", title: "工作进展报告（Word）", of: "state", ...DOCX},
    about: "参照 GB/T 9704 排版，不带红头，文号留空。",
    make: ({state, stateId}) => progressReport(state, senderOf(state, stateId))
  },
  {
    ...{kind: "summary-docx", title: "年终总结（Word）", of: "state", ...DOCX},
    about: "成绩、措施、问题、亮点、计划；问题取自需关注和未达标的指标。",
    make: ({state, stateId}) => annualSummary(state, senderOf(state, stateId))
  },
  {
    ...{kind: "workbook-xlsx", title: "数据表册（Excel）", of: "state", ...XLSX},
    about: "每项任务一张表，数字是数字，附口径。",
    make: async ({state, stateId}) => stateWorkbook(state, short(stateId))
  },
  {
    ...{kind: "minutes-docx", title: "会议纪要（Word）", of: "meeting", ...DOCX},
    about: "时间、地点、议题和议定事项，参照 GB/T 9704 排版。",
    make: async ({given: {minutes, meeting}, state, stateId}) =>
      minutes && meeting
        ? meetingMinutes(
            {...minutes, held_on: meeting.held_on, source: sourceWords(state, short(stateId), "会上所用数字")},
            senderOf(state)
          )
        : NO_MINUTES
  },
  {
    ...{kind: "supervision-docx", title: "督办单（Word）", of: "deliverable", ...DOCX},
    about: "一项举措的督办单，留出签名和办理意见。",
    make: async ({given: {notice}, state, stateId}) =>
      notice
        ? supervisionNotice(
            {...notice, item: itemIn(state, notice.item), source: sourceWords(state, short(stateId), "进展")},
            senderOf(state)
          )
        : NO_NOTICE
  }
];

const short = (stateId: string) => stateId.slice(0, STATE_DIGITS);
/** The union signs as its plan names it. */
const senderOf = ({plan}: FrozenState, stateId?: string) => ({
  ...SENDER,
  union: /^\S+工会/.exec(plan.title)?.[0] ?? SENDER.union,
  ...(stateId !== undefined && {stateId: short(stateId)})
});
const bytesOf = (text: string) => new TextEncoder().encode(text);

function bookletOptionsOf({state, stateId, given: {meeting, minutes}}: MaterialSource): BookletOptions {
  const outcomes = minutes?.minutes.kinds.flatMap(({word, outcomes: each}) =>
    each.map(({words, owner, due_on}): BookletOutcome => ({kind: word, words, owner, due_on}))
  );
  return {
    title: `${state.plan.title}月度手册`,
    stateId: short(stateId),
    ...(meeting && {meeting}),
    ...(outcomes && {outcomes})
  };
}

/** Returns what was printed, or why nothing was: without a browser, or with one that fails, the reader prints. */
async function printed(print: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | string> {
  try {
    return (await print()) ?? NO_BROWSER;
  } catch (error) {
    if (!(error instanceof PrintError)) throw error;
    console.error(error.message);
    return PRINT_FAILED;
  }
}
