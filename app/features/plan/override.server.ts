import {json, redirect} from "@remix-run/node";
import type {Access} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {readTasks} from "#app/server/plan-progress.server.ts";
import {requireSettledPlan} from "#app/server/plan.server.ts";
import {store} from "#app/server/store.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {stateStatus} from "#pipelines/promises/state-status.ts";

/** Why a status was not stated, and what was typed. */
export interface RefusedOverride {
  message: string;
  status: string;
  reason: string;
  until: string;
  meeting: string;
  decided: string;
}

/** States a status of one deliverable beside the computed one, or lifts it. */
export async function postOverride(access: Access, code: string) {
  const {intent, ...typed} = await readFields(access.request, {
    intent: optionalText,
    status: optionalText,
    reason: optionalText,
    until: optionalText,
    meeting: optionalText,
    decided: optionalText
  });
  const filters = readFilters({...access, unit: undefined});
  const progress = await readProgress(filters, code);
  if (!progress) throw notFound(`计划里没有编号为“${code.slice(0, 20)}”的承诺，或还没有汇总过数据。`);
  const outcome = await stateStatus(await store(), {
    plan_year: filters.year,
    deliverable_code: code,
    status: intent === "lift" ? "" : typed.status || "无",
    isStated: progress.override !== null,
    computed: progress.status,
    reason: typed.reason,
    until_on: typed.until,
    meeting: typed.meeting,
    decided_on: typed.decided,
    by: access.visitor.account.name,
    today: today(),
    now: now()
  });
  if (outcome.outcome === "refused")
    return json({override: {message: outcome.message, ...typed} satisfies RefusedOverride}, {status: 422});
  throw redirect(`/plan/${code}?stated=${intent === "lift" ? "lifted" : "set"}`);
}

async function readProgress({year, month, on}: ReturnType<typeof readFilters>, code: string) {
  const plan = await requireSettledPlan(year);
  const all = await cachedByBuild(`stated ${month} ${on}`, async (db) =>
    (await readTasks(db, plan, {month, on})).flatMap(({deliverables}) => deliverables)
  );
  return all?.find((each) => each.code === code);
}
