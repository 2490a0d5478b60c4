import {expect, test} from "vitest";
import {planSourceOf} from "#app/server/plan.server.ts";
import {markText} from "#app/ui/mark-text.ts";
import {readPlans} from "#pipelines/plan/read-plan.ts";

test("words of two commitments in one sentence are cut apart", () => {
  const quote = "开展健步行、摄影展等活动";
  const passages = markText(`积极${quote}。`, [
    {id: "T05-04", quote, words: "健步行"},
    {id: "T05-08", quote, words: "摄影展"}
  ]);
  expect(passages).toEqual([
    {text: "积极开展", ids: []},
    {text: "健步行", ids: ["T05-04"]},
    {text: "、", ids: []},
    {text: "摄影展", ids: ["T05-08"]},
    {text: "等活动。", ids: []}
  ]);
});

test("every commitment of every plan finds its words in its task's paragraph", () => {
  for (const plan of readPlans()) {
    const {paragraphs} = planSourceOf(plan.source);
    for (const task of plan.tasks) {
      const own = plan.deliverables.filter(({task_code}) => task_code === task.code);
      const marks = own.map(({code, quote, focus}) => ({id: code, quote, words: focus}));
      const marked = markText(paragraphs.get(Number(task.sequence)) ?? "", marks).flatMap(({ids}) => ids);
      expect([...new Set(marked)].toSorted(), task.code).toEqual(own.map(({code}) => code).toSorted());
    }
  }
});

test("page breaks inside a sentence are healed, and the signature belongs to no task", () => {
  const source = planSourceOf(
    "某校工会 2026 年工作计划\n\n1. **题。**第一句到\n\n这里为止。\n\n二、下一工程\n\n2. 题二。完。\n\n某校工会\n"
  );
  expect([source.title, [...source.paragraphs]]).toEqual([
    "某校工会 2026 年工作计划",
    [
      [1, "题。第一句到这里为止。"],
      [2, "题二。完。"]
    ]
  ]);
});
