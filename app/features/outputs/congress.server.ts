import type {Access} from "#app/server/access.server.ts";
import {type Filters, firstDayOf, readFilters} from "#app/server/filters.server.ts";
import {requirePlan} from "#app/server/plan.server.ts";
import {readAllUnitNames} from "#app/server/unit-names.server.ts";
import {requireKnownUnit} from "#app/server/units.server.ts";
import {cachedByBuild} from "#app/server/warehouse.server.ts";
import {checkWords, OUTCOMES, readCongressChecks, ruleQuote, ruleTitle} from "#pipelines/numbers/congress.ts";

/** Reads what the plan's rules say of the staff congresses, of all units or of one; by rule, the broken ones first. */
export async function readCongress(access: Access) {
  const filters = readFilters(access);
  await requireKnownUnit(filters);
  return readCongressOf(filters);
}

/** As above, of filters that are known to be right. */
export async function readCongressOf({month, on, year, unit}: Pick<Filters, "month" | "on" | "year" | "unit">) {
  const {congress} = requirePlan(year);
  const read = await cachedByBuild(`congress ${month}`, async (db) => ({
    checks: await readCongressChecks(db, firstDayOf(month)),
    names: new Map((await readAllUnitNames(db)).map(({unit_code, unit_name}) => [unit_code, unit_name]))
  }));
  if (!read || congress.length === 0) return undefined;
  const rules = congress.map((rule) => {
    const rows = read.checks
      .filter((check) => check.rule === rule.rule && check.scope === rule.scope)
      .filter(({unit_code}) => unit === undefined || unit_code === null || unit_code === unit)
      .map((check) => ({
        key: `${rule.rule}-${rule.scope}-${check.unit_code ?? "school"}`,
        unit_name: check.unit_code === null ? "学校" : (read.names.get(check.unit_code) ?? check.unit_code),
        outcome: check.outcome,
        words: checkWords(check)
      }))
      .toSorted((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome));
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    return {
      key: `${rule.rule}-${rule.scope}`,
      title: `${rule.scope === "学校" ? "校教代会" : "二级单位"}：${ruleTitle(rule.rule)}`,
      task_code: rule.task_code,
      quote: ruleQuote(rule),
      rows,
      counts: {kept: count("符合"), broken: count("不符合"), unknown: count("缺数据")}
    };
  });
  return {on, year, rules: rules.filter(({rows}) => rows.length > 0)};
}

export type Congress = NonNullable<Awaited<ReturnType<typeof readCongress>>>;

/** Reads the checks that belong to a task; undefined for a task without any. */
export async function readCongressOfTask(access: Access, taskCode: string): Promise<Congress | undefined> {
  const congress = await readCongress(access);
  const rules = congress?.rules.filter(({task_code}) => task_code === taskCode) ?? [];
  return congress && rules.length > 0 ? {...congress, rules} : undefined;
}
