import {json, redirect} from "@remix-run/node";
import {type Access, actorOf} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {type EvidenceShown, filesIn, keepFiles, readEvidence} from "#app/server/evidence.server.ts";
import {lastDayOf, readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields, readForm} from "#app/server/forms.server.ts";
import {cellProblemsOf, csvOf} from "#app/server/generated-file.server.ts";
import {store} from "#app/server/store.server.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {evidenceLink, evidenceOf} from "#pipelines/evidence/evidence-address.ts";
import type {Finding} from "#pipelines/findings/findings.ts";
import {decisionIn, noteWithDecision} from "#pipelines/numbers/decision-note.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {isMonth} from "#pipelines/time/months.ts";
import {sendFile} from "#pipelines/submissions/intake.ts";
import type {Outcome} from "#pipelines/submissions/outcome.ts";
import {type OwnDeliverable, requireReportable} from "./deliverables.server.ts";
import {postLookBack} from "./look-back.server.ts";
import {postAsking} from "./postponement.server.ts";
import type {ReportFields} from "./report-page.server.ts";
import {isWebAddress, NO_PROGRESS, noteOf, partsOfNote, stateOf, statusFor} from "./report-words.ts";

/** What is wrong with one field, or with the whole form. */
export interface ReportProblem {
  field?: keyof ReportFields;
  text: string;
}

const FIELD_OF: Record<string, keyof ReportFields> = {
  unit_code: "unit",
  report_month: "month",
  planned_finish_date: "planned",
  status: "state",
  percent_done: "percent",
  actual_finish_date: "finished",
  evidence_link: "evidence",
  problem_note: "sentence",
  reporter_person_id: "reporter"
};

/** A form of the page of one deliverable: its report, a request for another due day, or what a look-back found. */
export async function postToDeliverable(access: Access, code: string) {
  const {intent} = await readFields(access.request, {intent: optionalText});
  if (intent === "postpone") return postAsking(access, code);
  if (intent === "look-back") return postLookBack(access, code);
  return postReport(access, code);
}

/** Keeps the files that came with it, and sends what was typed as a submission of one row. */
export async function postReport(access: Access, code: string) {
  const {own, last} = await requireReportable(access, code);
  const {intent, ...typed} = await readFields(access.request, {
    intent: optionalText,
    percent: optionalText,
    state: optionalText,
    sentence: optionalText,
    evidence: optionalText,
    difficulty: optionalText,
    month: optionalText,
    planned: optionalText,
    finished: optionalText,
    reporter: optionalText,
    unit: optionalText,
    meeting: optionalText,
    decided: optionalText
  });
  const fields = withOwn(access, trimmed(typed));
  const {files, problems: fileProblems} = await attachedFiles(access, own);
  const refused = (problems: ReportProblem[]) => json({problems, fields, attached: files}, {status: 422});
  const told = intent === "same" ? unchanged(fields, last) : fields;
  const {links, evidenceIds} = intent === "same" ? evidenceOf(last?.evidence_link ?? null) : evidenceIn(fields, files);
  const evidence = evidenceLink({links, evidenceIds});
  const problems = [...fileProblems, ...problemsOf({...told, evidence: links.join(" ")}, evidence !== "")];
  if (problems.length > 0) return refused(problems);
  const cells = cellsOf(code, {...told, evidence});
  const outcome = await sendFile(await store(), {
    ...actorOf({...access, unit: access.visitor.unit ?? undefined}),
    dataset: "progress",
    fileName: `进展填报-${code}-${told.month}.csv`,
    chunks: csvOf({titles: titlesOf(Object.keys(cells)), rows: [Object.values(cells)]}),
    evidenceIds,
    today: today(),
    now: now()
  });
  if (outcome.outcome === "accepted") throw redirect(`/progress?sent=${outcome.submission_id}`);
  return refused(problemsIn(outcome, Object.keys(cells)));
}

/** The files that were attached before, unless they were unticked, and those that came now. */
async function attachedFiles(access: Access, {progress: {code}}: OwnDeliverable) {
  const form = await readForm(access.request);
  const {year} = readFilters({...access, unit: undefined});
  const about = {plan_year: year, deliverable_code: code};
  const {evidenceIds, problems} = await keepFiles(access, about, filesIn(form, "files"));
  const ticked = form.getAll("attached").filter((id) => typeof id === "string");
  return {
    files: await readEvidence(access.visitor, [...new Set([...ticked, ...evidenceIds])]),
    problems: problems.map((text): ReportProblem => ({field: "evidence", text}))
  };
}

function evidenceIn({evidence}: ReportFields, files: EvidenceShown[]) {
  return {
    links: evidence === "" ? [] : evidence.split(" "),
    evidenceIds: files.map(({evidence_id}) => evidence_id)
  };
}

const trimmed = (fields: ReportFields): ReportFields => {
  const cell = (text: string) => text.replace(/\s+/g, " ").trim();
  return {
    ...fields,
    ...{percent: cell(fields.percent).replace(/\s*[%％]$/, ""), sentence: cell(fields.sentence)},
    ...{evidence: cell(fields.evidence), difficulty: cell(fields.difficulty), reporter: cell(fields.reporter)},
    meeting: cell(fields.meeting)
  };
};

/** A unit's account reports for its unit, and who has a 工号 reports under it. */
function withOwn({visitor: {account, unit}}: Access, fields: ReportFields): ReportFields {
  return {...fields, unit: unit ?? fields.unit, reporter: account.staff_number ?? fields.reporter};
}

interface LastReport {
  percent_done: number;
  status: string;
  planned_finish_on: string | null;
  evidence_link: string | null;
  problem_note: string | null;
}

/** 本月无进展 keeps what was reported last, and says so. */
function unchanged(fields: ReportFields, last: LastReport | undefined): ReportFields {
  const {note, decision} = decisionIn(last?.problem_note ?? null);
  return {
    ...fields,
    percent: String(last?.percent_done ?? 0),
    state: stateOf(last?.status ?? ""),
    sentence: NO_PROGRESS,
    difficulty: fields.difficulty || partsOfNote(note).difficulty,
    meeting: decision?.meeting ?? "",
    decided: decision?.decided_on ?? "",
    planned: last?.planned_finish_on ?? ""
  };
}

/** What the form asks for beyond the contract of the file. */
function problemsOf(fields: ReportFields, isProven: boolean): ReportProblem[] {
  const {percent, state, evidence, month, reporter, unit, sentence, meeting, decided} = fields;
  const problems: ReportProblem[] = [];
  if (!isMonth(month)) problems.push({field: "month", text: "请选择填报哪个月的进展。"});
  if (!/^\d{1,3}$/.test(percent) || Number(percent) > 100)
    problems.push({field: "percent", text: "请填 0 到 100 的整数，如 35。"});
  if (state !== "" && stateOf(state) === "") problems.push({field: "state", text: "请从列表中选择。"});
  if (evidence !== "" && !evidence.split(" ").every(isWebAddress))
    problems.push({field: "evidence", text: "请填以 https:// 开头的网址，如 https://example.edu.cn/1。"});
  if (statusFor(state, percent) === "已完成" && !isProven)
    problems.push({field: "evidence", text: "完成 100 % 要附佐证材料（网址或文件），校工会办公室据此办结。"});
  if (state === "取消" && (meeting === "" || !isDay(decided) || decided > today()))
    problems.push({field: "meeting", text: "取消要写明依据：哪次会议、哪一天决定的，如“工会常委会”。"});
  if (state !== "" && sentence === "")
    problems.push({field: "sentence", text: "滞后或取消时，请用一句话说明原因和措施。"});
  if (reporter === "") problems.push({field: "reporter", text: "请填写填报人的工号，下次会自动带出。"});
  if (unit === "") problems.push({field: "unit", text: "请选择由哪个单位填报。"});
  return problems;
}

function cellsOf(code: string, fields: ReportFields): Record<string, string> {
  const {percent, state, evidence, month, planned, finished, reporter, unit} = fields;
  const status = statusFor(state, percent);
  return {
    deliverable_code: code,
    unit_code: unit,
    report_month: month,
    planned_finish_date: planned,
    status,
    percent_done: String(Number(percent)),
    actual_finish_date: status === "已完成" ? finished || lastDayTill(month) : "",
    evidence_link: evidence,
    problem_note: noteWithDecision(noteOf(fields), decisionOf(fields)),
    reporter_person_id: reporter
  };
}

function decisionOf({state, meeting, decided}: ReportFields) {
  return state === "取消" ? {meeting, decided_on: decided} : {meeting: "", decided_on: ""};
}

/** The month's last day that is not in the future. */
function lastDayTill(month: string): string {
  const last = lastDayOf(`${month}-01`);
  return last < today() ? last : today();
}

function titlesOf(fields: string[]): string[] {
  const contract = readContracts().get("progress")!;
  return fields.map((name) => contract.fields.find((field) => field.name === name)!.title);
}

function problemsIn(outcome: Outcome, fields: string[]): ReportProblem[] {
  if (outcome.outcome === "already-accepted") return [{text: "这份进展刚才已经填报过，内容没有变化。"}];
  if (outcome.outcome !== "refused") return [{text: "没有收下，请再试一次。"}];
  return outcome.findings.shown.flatMap((finding) => problemOf(finding, fields));
}

function problemOf(finding: Finding, fields: string[]): ReportProblem[] {
  return cellProblemsOf(finding, {fields}).map(({field, text}) => ({
    field: field === undefined ? field : FIELD_OF[field],
    text
  }));
}
