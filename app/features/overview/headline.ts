interface KpiRow {
  code: string;
  task_code: string;
  target: string;
}

/** The KPI on a task's card: the one for which the document itself states a number, else the task's first. */
export function headlineKpiOf<Row extends KpiRow>(kpis: Row[], taskCode: string): Row | undefined {
  const own = kpis.filter(({task_code}) => task_code === taskCode);
  return own.find(({target}) => target !== "") ?? own[0];
}
