/** “3月、5—10月”: formats months of one year in order, with runs of three and more as ranges. */
export function monthsText(months: string[]): string {
  const numbers = [...new Set(months.map((month) => Number(month.slice(5, 7))))].sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs
    .map((run) => (run.length > 2 ? `${run[0]}—${run.at(-1)}月` : run.map((number) => `${number}月`).join("、")))
    .join("、");
}
