import exceljs from "devextreme-exceljs-fork";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {namesLike, partsOf, readPart} from "#app/features/materials/pptx/ooxml-parts.ts";
import {allNamed, textOf} from "#app/features/materials/pptx/xml-tree.ts";
import {textOf as paragraphsOf} from "../app/docx-parts.ts";
import {readPdfLines} from "../pdf-text.ts";
import {bare, type StateNumber} from "../state-numbers.ts";
import type {Paper} from "./meeting-papers.ts";

/** What stands in a paper beside the name of each task and KPI, by its code: words, or the number of a cell. */
export type Said = [code: string, said: unknown][];

export interface PaperWords {
  /** Its slides or pages, each of its lines; a paper that is not divided is one. */
  parts: string[][];
  said: Said;
}

type Reader = (paper: Paper, state: FrozenState) => PaperWords | Promise<PaperWords>;

const READERS: Record<string, Reader> = {
  "deck-html": ({bytes, subject}) => wordsOfSlides(htmlSlides(bytes), subject),
  "deck-pptx": ({bytes, subject}) => wordsOfSlides(pptxSlides(bytes), subject),
  "deck-pdf": async ({bytes, subject}) => wordsOfSlides(await readPdfLines(bytes), subject),
  "booklet-pdf": async ({bytes}) => {
    const parts = await readPdfLines(bytes);
    return {parts, said: parts.flat().flatMap(saidInRow)};
  },
  "progress-docx": ({bytes}, state) => wordsOfPaper(bytes, (lines) => saidBelowNames(lines, state)),
  "summary-docx": ({bytes}, state) => wordsOfPaper(bytes, (lines) => saidInSentences(lines, state)),
  "minutes-docx": ({bytes}) => wordsOfPaper(bytes, () => []),
  "supervision-docx": ({bytes}) => wordsOfPaper(bytes, () => []),
  "workbook-xlsx": ({bytes}) => wordsOfWorkbook(bytes)
};

export function readPaper(paper: Paper, state: FrozenState): PaperWords | Promise<PaperWords> {
  const reader = READERS[paper.kind];
  if (!reader) throw new Error(`no reader of ${paper.kind}`);
  return reader(paper, state);
}

/** The numbers that a paper does not say wherever it speaks of their task or KPI. */
export function notSaid(said: Said, numbers: StateNumber[]): string[] {
  return numbers
    .filter((number) => {
      const own = said.filter(([code]) => code === number.name);
      return own.length === 0 || !own.every(([, words]) => isSaid(words, number));
    })
    .map(({name, text}) => `${name} ${text}`);
}

/** Within words, the number is no end of a longer one: 2.4 % is not said by 62.4 %. */
function isSaid(said: unknown, {value, text, cell}: StateNumber): boolean {
  if (typeof said !== "string") return said === value;
  const before = bare(said).split(bare(text)).slice(0, -1);
  return said === cell || before.some((words) => !/\d[.,]?$/.test(words));
}

/** The deck of a task begins with the task; a KPI's conclusion stands above its code, which the source has at the latest. */
function wordsOfSlides(parts: string[][], subject: string): PaperWords {
  const ofTask: Said = /^T\d\d$/.test(subject) ? [[subject, parts[1]?.join("｜")]] : [];
  const ofKpis = parts.flatMap((lines): Said => {
    const at = lines.findIndex((line) => KPI_NAMED.test(line));
    return at < 1 ? [] : [[KPI_NAMED.exec(lines[at]!)![1]!, lines.slice(0, at).join("｜")]];
  });
  return {parts, said: [...ofTask, ...ofKpis]};
}

const KPI_NAMED = /^(?:来源[:：])?(K\d\d)\s/;

const htmlSlides = (bytes: Uint8Array) =>
  new TextDecoder()
    .decode(bytes)
    .split('<section class="slide')
    .slice(1)
    // What the speaker says of a slide is not on it.
    .map((slide) => linesIn(`<${slide.replace(/<aside.*/s, "")}`.replaceAll(/<[^>]+>/g, "\n")));

function pptxSlides(bytes: Uint8Array): string[][] {
  const parts = partsOf(bytes);
  return namesLike(parts, /^ppt\/slides\/slide\d+\.xml$/).map((name) =>
    allNamed(readPart(parts, name), "a:p").map(textOf)
  );
}

const linesIn = (text: string) => text.split("\n").filter(Boolean);

/** Rows of the booklet: “K01 “第一议题”落实率(%)86.7 100 %— 滞后”, “T01 拓展… 正常 94.1 99.1 −5.0”. */
function saidInRow(line: string): Said {
  const [, kpi, value] = /^(K\d\d) .*\([^()]*\) ?(\S+)/.exec(line) ?? [];
  const [, task, progress] = /^(T\d\d) .* (\S+) [\d.]+ [+−±][\d.]+$/.exec(line) ?? [];
  return [
    ...(kpi ? [[kpi, value] as [string, unknown]] : []),
    ...(task ? [[task, progress] as [string, unknown]] : [])
  ];
}

function wordsOfPaper(bytes: Uint8Array, saidIn: (lines: string[]) => Said): PaperWords {
  const lines = linesIn(paragraphsOf(bytes));
  return {parts: [lines], said: saidIn(lines)};
}

/** Below a task's heading stands how far it is, and in a KPI's row its value follows its name. */
function saidBelowNames(lines: string[], {tasks, kpis}: FrozenState): Said {
  const names = [...tasks.map(({code, title}) => [code, title]), ...kpis.map(({code, name}) => [code, name])];
  return names.flatMap(([code, name]) =>
    lines.flatMap((line, at): Said => (line.replace(/^\d+\./, "") === name ? [[code!, lines[at + 1]]] : []))
  );
}

/** “…。任务完成 94.1 %，…”, “达到目标的指标有提案立案率（71.2 %，目标 70 %）、…” */
function saidInSentences(lines: string[], {tasks, kpis}: FrozenState): Said {
  const ofTasks = tasks.flatMap(({code, title}) =>
    lines.filter((line) => line.includes(`${title}。任务完成`)).map((line): Said[number] => [code, line])
  );
  const listed = lines.flatMap((line) => line.split(/[、：]|指标有/));
  const ofKpis = kpis.flatMap(({code, name}) =>
    listed
      .filter((words) => words.startsWith(`${name}（`) && words.includes("，目标 "))
      .map((words): Said[number] => [code, words.slice(0, words.indexOf("，目标 "))])
  );
  return [...ofTasks, ...ofKpis];
}

async function wordsOfWorkbook(bytes: Uint8Array): Promise<PaperWords> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as exceljs.Buffer);
  const [lines, said]: [string[], Said] = [[], []];
  workbook.eachSheet((sheet) => {
    let titles: unknown[] = [];
    sheet.eachRow(({values}) => {
      const cells = values as unknown[];
      lines.push(cells.join(" "));
      if (cells.includes("编号")) titles = cells;
      const code = String(cells[titles.indexOf("编号")]);
      const column = ["数值", "实际（%）"].map((title) => titles.indexOf(title)).find((at) => at > 0);
      if (/^[KT]\d\d$/.test(code) && column) said.push([code, cells[column]]);
    });
  });
  return {parts: [lines], said};
}
