interface KpiRow {
  code: string;
  task_code: string;
  target: string;
}

/** Returns the KPI of a task's card: the one whose target the document states, else the task's first. */
export function headlineKpiOf<Row extends KpiRow>(kpis: Row[], taskCode: string): Row | undefined {
  const own = kpis.filter(({task_code}) => task_code === taskCode);
  return own.find(({target}) => target !== "") ?? own[0];
}
