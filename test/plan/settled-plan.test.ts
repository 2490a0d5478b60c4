import {expect, test} from "vitest";
import {memoryDatabase} from "#pipelines/duckdb/rows.ts";
import {readPlanProgress} from "#pipelines/numbers/progress.ts";
import {readSettledPlan} from "#pipelines/numbers/settled-plan.ts";
import {addAccount} from "#pipelines/accounts/accounts.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {targetOf} from "#pipelines/plan/target.ts";
import {rebuildWarehouse} from "#pipelines/rebuild/rebuild.ts";
import type {Store} from "#pipelines/store/store.ts";
import {basicStore, send, sendAccepted, withdraw} from "../pipelines/store.ts";

const HEAD = "年度,承诺编号";

async function settled(store: Store) {
  const {path} = await rebuildWarehouse(store.dir, store.ledger, {now: "2026-11-15T04:00:00.000Z"});
  const db = await memoryDatabase();
  await db.run(`attach '${path}' as built (read_only)`);
  await db.run("use built");
  const plan = await readSettledPlan(db, readPlan(2026)!);
  const {tasks} = await readPlanProgress(db, plan, {month: "2026-11-01", on: "2026-11-15"});
  const deliverable = (code: string) => tasks.flatMap((task) => task.deliverables).find((row) => row.code === code)!;
  return {plan, deliverable, kpi: (code: string) => plan.kpis.find((row) => row.code === code)!};
}

test("owner, dates, weight and measure are taken from what the office settled, and the document stays", async () => {
  const store = await basicStore();
  await store.ledger.transaction((tx) =>
    addAccount(tx, "office", {role: "office"}, {by: null, now: "2026-11-15T04:00:00.000Z"})
  );
  await sendAccepted(
    store,
    "assignments",
    `${HEAD},责任领导,牵头单位编码,协办单位编码,责任账户,开始日期,完成期限,权重,衡量依据,进度方式,理由
2026,T02-03,分管副主席,U01,U02,office,2026-04-01,2026-10-31,2,held:2,按期限,执委会议定`
  );
  const {plan, deliverable} = await settled(store);
  expect(plan.assignments).toMatchObject([
    {deliverable_code: "T02-03", leader: "分管副主席", lead_unit: "U01", supporting_units: ["U02"], account: "office"}
  ]);
  expect(deliverable("T02-03")).toMatchObject({
    ...{start_on: "2026-04-01", due_on: "2026-10-31", weight: 2, pace_kind: "once", times_postponed: 0},
    ...{original_due_on: "2026-10-31", status: "逾期"}
  });
  expect(plan.deliverables).toEqual(readPlan(2026)!.deliverables);
  expect(deliverable("T02-04")).toMatchObject({weight: 1, due_on: "2026-12-31"});
});

test("a due day that moves later is a postponement, and the first promise stays visible", async () => {
  const store = await basicStore();
  for (const [at, day] of ["2026-06-30", "2026-09-30", "2026-08-31", "2026-10-31"].entries())
    await sendAccepted(store, "assignments", `${HEAD},完成期限,理由\n2026,T02-03,${day},第 ${at} 次议定`);
  const {deliverable} = await settled(store);
  expect(deliverable("T02-03")).toMatchObject({
    original_due_on: "2026-06-30",
    due_on: "2026-10-31",
    times_postponed: 2
  });
});

test("a first due day after the document's own is already a postponement", async () => {
  const store = await basicStore();
  const summer = readPlan(2026)!.deliverables.find(({period}) => period === "暑假")!.code;
  await sendAccepted(store, "assignments", `${HEAD},完成期限,理由\n2026,${summer},2026-10-31,承办单位申请`);
  const {deliverable} = await settled(store);
  expect(deliverable(summer)).toMatchObject({
    original_due_on: "2026-08-31",
    due_on: "2026-10-31",
    times_postponed: 1
  });
});

test("columns that a file lacks keep what was settled, and a withdrawal takes it back", async () => {
  const store = await basicStore();
  await sendAccepted(store, "assignments", `${HEAD},责任领导\n2026,T02-03,分管副主席`);
  const second = await sendAccepted(store, "assignments", `${HEAD},牵头单位编码\n2026,T02-03,U01`);
  expect((await settled(store)).plan.assignments).toMatchObject([{leader: "分管副主席", lead_unit: "U01"}]);
  await withdraw(store, second.submission_id);
  expect((await settled(store)).plan.assignments).toMatchObject([{leader: "分管副主席", lead_unit: null}]);
});

test("a target says who set it and why; an empty one gives the plan's own back", async () => {
  const store = await basicStore();
  const head = "年度,指标编号,目标值,目标来源,理由";
  await sendAccepted(store, "targets", `${head}\n2026,K23,65,,按一季度校准\n2026,K44,3,文件规定,上级通知第三条`);
  const first = await settled(store);
  expect(targetOf(first.kpi("K23"))).toEqual({value: 65, source: "本地设定"});
  expect(first.kpi("K23").suggested_target_rationale).toBe("【本地设定，非文件规定】按一季度校准");
  expect(targetOf(first.kpi("K44"))).toEqual({value: 3, source: "文件规定"});
  await sendAccepted(store, "targets", `${head}\n2026,K23,,,恢复原目标`);
  const plain = readPlan(2026)!.kpis.find(({code}) => code === "K23")!;
  expect((await settled(store)).kpi("K23")).toEqual(plain);
});

test("what the plan does not have is refused with its place", async () => {
  const store = await basicStore();
  const assignment = await send(store, "assignments", `${HEAD},牵头单位编码,衡量依据\n2026,T99-01,U77,看着办`);
  const target = await send(store, "targets", "年度,指标编号,目标值,目标来源,理由\n2026,K99,5,本地设定,试");
  const found = (outcome: typeof target) =>
    outcome.outcome === "refused" &&
    outcome.findings.shown
      .map((finding) => `${finding.code} ${"place" in finding && (finding.place.cell ?? finding.place.column)}`)
      .sort();
  expect(found(assignment)).toEqual([
    "cell/doubtful 理由",
    "cell/pattern D2",
    "cell/reference B2",
    "cell/reference C2"
  ]);
  expect(found(target)).toEqual(["cell/reference B2"]);
});

test("a measure that names a KPI no plan has, or a part that the deliverable lacks, is refused at its cell", async () => {
  const store = await basicStore();
  const codesOf = async (measure: string) => {
    const sent = await send(store, "assignments", `${HEAD},衡量依据,理由\n2026,T02-03,${measure},常委会议定`);
    return "findings" in sent
      ? sent.findings.shown.flatMap((each) => ("value" in each ? [`${each.code} ${each.value}`] : []))
      : [];
  };
  expect(await codesOf("kpi:K99;report")).toEqual(["cell/reference kpi:K99"]);
  expect(await codesOf("kpi:K09@own")).toEqual(["cell/reference kpi:K09@own"]);
  expect(await codesOf("kpi:K09;held:2")).toEqual([]);
});
