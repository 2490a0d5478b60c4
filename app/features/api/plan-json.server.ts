import {type Plan, listOf} from "#pipelines/plan/plan.ts";

/** Returns the plan as JSON: the document's own words, with lists as arrays. */
export function planJsonOf({year, documentNumber, issuedOn, programmes, tasks, deliverables}: Plan) {
  return {
    year,
    document_number: documentNumber,
    issued_on: issuedOn,
    programmes: programmes.map((programme) => ({...programme, sequence: Number(programme.sequence)})),
    tasks: tasks.map((task) => ({...task, sequence: Number(task.sequence)})),
    deliverables: deliverables.map((deliverable) => ({
      ...deliverable,
      partner: listOf(deliverable.partner),
      named_system: listOf(deliverable.named_system),
      target_stated: deliverable.target_stated === "" ? null : Number(deliverable.target_stated)
    }))
  };
}
