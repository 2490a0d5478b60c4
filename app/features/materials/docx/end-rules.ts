import {type CheckRow, checkRow, sizeWords} from "./check-row.ts";
import {type CheckedPaper, isEmpty, isTypeface, leftGap, rightGap, widthOf} from "./checked-paper.ts";
import {CHARACTER, SIZES} from "./gbt-9704.ts";
import {mainFormat, type PaperParagraph} from "./paper-text.ts";

/** 附件说明、署名、成文日期 and the attachments themselves. */
export function endRows(paper: CheckedPaper): CheckRow[] {
  return [attachmentNoteRow(paper), dateRow(paper), signatureRow(paper), attachmentPageRow(paper)];
}

const NOTE_SHOWN = 200;
const rounded = (characters: number) => Math.round(characters * 10) / 10;

function attachmentNoteRow({paragraphs, attachmentNote, attachmentHead}: CheckedPaper): CheckRow {
  const problems = attachmentNote ? noteProblems(attachmentNote, paragraphs) : [];
  const isMissing = attachmentNote === undefined && attachmentHead !== undefined;
  const nothing = isMissing ? "有附件，正文之后没有附件说明" : "没有附件";
  return checkRow("附件说明", {
    wanted: "正文下空一行，左空二字，“附件：1. 名称”，名称后不加标点",
    found: attachmentNote
      ? problems.length === 0
        ? attachmentNote.text.trim().slice(0, NOTE_SHOWN)
        : problems.join("，")
      : nothing,
    isMet: problems.length === 0 && !isMissing,
    mend: "请在正文下空一行写附件说明，如“附件：1. 举措进展一览表”，用全角冒号和阿拉伯数字，名称后不加标点。"
  });
}

function noteProblems(note: PaperParagraph, paragraphs: PaperParagraph[]): string[] {
  const before = paragraphs[note.place - 2];
  const lines = [note, ...paragraphs.slice(note.place).filter(({text}) => /^\s*\d+[.．、]/u.test(text))];
  return [
    (before === undefined || !isEmpty(before)) && "与正文之间没有空行",
    Math.abs(leftGap(note) / CHARACTER - 2) > 0.3 && `左空 ${rounded(leftGap(note) / CHARACTER)} 字`,
    !/^附件：/u.test(note.text.trim()) && "“附件”后没有用全角冒号",
    /^附件[：:]\s*[一二三四五六七八九十]/u.test(note.text.trim()) && "序号没有用阿拉伯数字",
    lines.some(({text}) => /[。；，、;,.]$/u.test(text.trim())) && "名称后加了标点"
  ].filter((problem) => problem !== false);
}

function dateRow({date}: CheckedPaper): CheckRow {
  const gap = date ? rightGap(date) / CHARACTER : 0;
  const isWellFormed = /^\d{4}年[1-9]\d?月[1-9]\d?日$/u.test(date?.text.trim() ?? "");
  return checkRow("成文日期", {
    wanted: "右空四字，阿拉伯数字，月、日不编虚位",
    found: date ? `${date.text.trim()}，右空 ${rounded(gap)} 字` : "没有成文日期",
    isMet: isWellFormed && Math.abs(gap - 4) <= 0.75,
    mend: "请写成“2026年1月5日”的形式，右对齐并设右缩进 4 字符。"
  });
}

function signatureRow({date, signature}: CheckedPaper): CheckRow {
  const centre = (each: PaperParagraph) => rightGap(each) + widthOf(each.text.trim()) / 2;
  const isFar = signature !== undefined && signature.text.trim().length > 30;
  const off = date && signature ? (centre(signature) - centre(date)) / CHARACTER : 0;
  const isThere = date !== undefined && signature !== undefined && !isFar;
  return checkRow("发文机关署名", {
    wanted: "在成文日期之上，以日期为准居中",
    found: isThere ? `${signature.text.trim()}，偏 ${rounded(Math.abs(off))} 字` : "成文日期之上没有署名",
    isMet: isThere && Math.abs(off) <= 1,
    mend: "请在成文日期上一行署发文机关的名称，与日期中心对齐。"
  });
}

function attachmentPageRow({paragraphs, attachmentNote, attachmentHead}: CheckedPaper): CheckRow {
  const isMissing = attachmentNote !== undefined && attachmentHead === undefined;
  const problems = attachmentHead ? pageProblems(attachmentHead, paragraphs) : [];
  const nothing = isMissing ? "有附件说明，没有附件" : "没有附件";
  return checkRow("附件", {
    wanted: `另面编排，“附件”${sizeWords(SIZES.third)}黑体顶格在第一行，标题居中在第三行`,
    found: attachmentHead ? (problems.length === 0 ? "合乎要求" : problems.join("，")) : nothing,
    isMet: problems.length === 0 && !isMissing,
    mend: "请让附件另起一页，第一行顶格写“附件”（3号黑体），空一行，第三行写居中的标题。"
  });
}

function pageProblems(head: PaperParagraph, paragraphs: PaperParagraph[]): string[] {
  const format = mainFormat(head);
  const [second, third] = paragraphs.slice(head.place, head.place + 2);
  const isTitled = second !== undefined && third !== undefined && isEmpty(second) && !isEmpty(third);
  return [
    !head.beginsPage && "没有另起一页",
    !isTypeface(format?.font, "firstLevel") && `“附件”为${format?.font ?? "未指定字体"}`,
    format?.size !== SIZES.third && `“附件”为${sizeWords(format?.size ?? 0)}`,
    Math.abs(leftGap(head)) > 60 && "“附件”没有顶格",
    !(isTitled && third.format.alignment === "center") && "标题不在第三行居中"
  ].filter((problem) => problem !== false);
}
