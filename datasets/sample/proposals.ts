import {addDays} from "./days.ts";
import {changesOnly, type Outbox, type Row} from "./outbox.ts";
import type {Person} from "./people.ts";
import {at, type Random, randomFor} from "./random.ts";

const SENT = ["2026-04-03", "2026-04-30", "2026-06-05", "2026-07-10", "2026-09-07", "2026-10-12", "2026-11-10"];

const SUBJECTS: Record<string, [string[], string[]]> = {
  人才培养: [
    ["完善本科生导师制", "加强研究生实践基地建设", "优化课程评价办法", "改进毕业设计管理"],
    ["U25", "U27"]
  ],
  学科科研: [
    ["优化大型仪器共享", "简化科研经费报销流程", "支持青年教师组建团队", "改进成果转化服务"],
    ["U26", "U33"]
  ],
  师资队伍: [
    ["完善职称评审细则", "改善新进教师过渡住房", "健全教师进修制度", "优化绩效分配办法"],
    ["U24", "U29"]
  ],
  后勤保障: [["改善教工食堂就餐", "增加校车班次", "更新教学楼空调", "完善物业报修服务"], ["U30"]],
  生活福利: [
    ["扩大教职工体检项目", "增设母婴室", "改善健身场馆开放", "增加子女托管名额"],
    ["U35", "U30", "U28"]
  ],
  校园建设: [
    ["增设电动车充电桩", "改善校园夜间照明", "优化校园停车", "推进无障碍设施改造"],
    ["U30", "U33"]
  ],
  其他: [
    ["精简会议和报表", "推进一网通办", "加强信息系统整合", "完善档案查询服务"],
    ["U32", "U23"]
  ]
};

export function sendProposals(outbox: Outbox, people: Person[]): void {
  const random = randomFor("proposals");
  const delegates = people.filter(({roles}) => roles.includes("教代会代表"));
  const proposals = Array.from({length: 150}, (_, index) => invent(index, random.pick(delegates), random));
  const changed = changesOnly(["proposal_id"]);
  for (const [index, sentOn] of SENT.entries()) {
    const rows = proposals
      .filter(({submit_date}) => String(submit_date) < sentOn)
      .map((proposal) => asKnown(proposal, sentOn));
    outbox.send({
      dataset: "proposals",
      label: sentOn,
      sentOn,
      rows: changed(rows),
      isApproved: index < SENT.length - 1
    });
  }
}

function invent(index: number, proposer: Person, random: Random): Row {
  const category = random.pick(Object.keys(SUBJECTS));
  const [subjects, leads] = SUBJECTS[category] ?? [[], []];
  // A second, smaller call in autumn for the congress to come.
  const submitted =
    index < 138 ? addDays("2026-03-16", random.between(0, 15)) : addDays("2026-10-08", random.between(0, 20));
  const row: Row = {
    proposal_id: `P2026-${String(index + 1).padStart(3, "0")}`,
    congress_session: index < 138 ? "第九届教代会第五次会议" : "第十届教代会第一次会议",
    title: `关于${random.pick(subjects)}的建议（${index + 1}）`,
    category,
    proposer_person_id: proposer.id,
    cosponsor_count: random.between(2, 6),
    submit_date: submitted
  };
  if (index >= 138) return {...row, review_result: "待审"};
  const result = random.weighted([
    ["立案", 66],
    ["并案", 9],
    ["转意见建议", 18],
    ["不予立案", 7]
  ]);
  const reviewed = addDays("2026-04-08", random.between(0, 9));
  const isPassedOn = result === "立案" || result === "转意见建议";
  const assigned = isPassedOn ? addDays("2026-04-22", random.between(0, 6)) : null;
  Object.assign(row, {
    review_date: reviewed,
    review_result: result,
    lead_unit_code: isPassedOn ? random.pick(leads) : null,
    co_unit_codes: result === "立案" && random.chance(0.3) ? [at(["U23", "U28", "U24"], index % 3)] : [],
    assign_date: assigned
  });
  return result === "立案" && assigned !== null
    ? {...row, ...handling(assigned, row.lead_unit_code === "U30", random)}
    : row;
}

/** The logistics office answers late; three of its answers are still owed. */
function handling(assigned: string, isSlow: boolean, random: Random): Row {
  const due = addDays(assigned, random.chance(0.86) ? 91 : 182);
  const isOwed = random.chance(isSlow ? 0.12 : 0.015);
  const isLate = random.chance(isSlow ? 0.2 : 0.03);
  const replied = isOwed ? null : addDays(due, isLate ? random.between(4, 30) : -random.between(1, 34));
  const base = {
    due_date: due,
    consult_date: random.chance(0.7) ? addDays(assigned, random.between(12, 40)) : null,
    supervise_date: random.chance(0.91) ? addDays(assigned, random.between(30, 52)) : null
  };
  if (replied === null) return base;
  const feedback = random.weighted([
    ["满意", 72],
    ["基本满意", 21],
    ["不满意", 4],
    ["未反馈", 10]
  ]);
  const hasAnswer = feedback !== "未反馈";
  const answered = addDays(replied, random.between(3, 15));
  const result = random.weighted([
    ["已解决或采纳", 55],
    ["列入计划", 28],
    ["留作参考", 13],
    ["不予采纳", 4]
  ]);
  return {
    ...base,
    reply_date: replied,
    reply_result: result,
    outcome_form:
      result === "已解决或采纳"
        ? random.pick(["出台制度", "立项实施", "立行立改", "立行立改"])
        : result === "列入计划"
          ? "立项实施"
          : "无",
    feedback,
    feedback_date: hasAnswer ? answered : null,
    close_date:
      feedback !== "不满意" && random.chance(hasAnswer ? 0.94 : 0.5) ? addDays(answered, random.between(2, 12)) : null
  };
}

function asKnown(proposal: Row, sentOn: string): Row {
  const row: Row = {...proposal};
  const hide = (day: string, ...others: string[]) => {
    const value = row[day];
    if (typeof value !== "string" || value >= sentOn) for (const name of [day, ...others]) row[name] = null;
  };
  const isReviewed = typeof row.review_date === "string" && row.review_date < sentOn;
  hide("review_date");
  if (!isReviewed) Object.assign(row, {review_result: "待审", lead_unit_code: null, co_unit_codes: []});
  hide("assign_date", "due_date", "lead_unit_code");
  hide("consult_date");
  hide("supervise_date");
  hide("reply_date", "reply_result", "outcome_form", "feedback");
  const hasReply = row.reply_date !== null;
  hide("feedback_date");
  if (hasReply && row.feedback_date === null) row.feedback = "未反馈";
  hide("close_date");
  return row;
}
