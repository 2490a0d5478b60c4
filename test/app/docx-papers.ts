import {annualSummary} from "#app/features/materials/docx/annual-summary.server.ts";
import {type MinutesOfMeeting, meetingMinutes} from "#app/features/materials/docx/meeting-minutes.server.ts";
import {progressReport} from "#app/features/materials/docx/progress-report.server.ts";
import {supervisionNotice, type SupervisionNotice} from "#app/features/materials/docx/supervision-notice.server.ts";
import {fixtureState} from "../deck-fixture.ts";

const OUTCOME = {
  ...{meeting_id: "M1", item_id: "I1", plan_year: 2026, owner: null, owner_unit: null, owner_account: null},
  ...{due_on: null, subject: null, recorded_by: "a", recorded_by_name: "会员0001", recorded_at: "2026-11-28T02:00:00Z"}
};

export const MINUTES: MinutesOfMeeting = {
  held_on: "2026-11-28",
  isDraft: false,
  minutes: {
    heading: "校工会常委会纪要",
    facts: [
      {label: "时间", text: "2026年11月28日 09:00"},
      {label: "地点", text: "第一会议室"},
      {label: "主持", text: "会员0001"},
      {label: "出席", text: "会员0002、会员0003、𠮷䶮㛃"}
    ],
    items: [
      {title: "听取11月重点工作进展情况", isUndecided: false},
      {title: "研究登山活动的新日期", isUndecided: true}
    ],
    kinds: [
      {
        kind: "notice",
        word: "通报",
        outcomes: [{...OUTCOME, outcome_id: "1", kind: "notice", words: "通报11月重点工作进展"}]
      },
      {
        kind: "decision",
        word: "决定",
        outcomes: [{...OUTCOME, outcome_id: "2", kind: "decision", words: "同意健步行方案。"}]
      },
      {
        ...{kind: "action-item", word: "交办"},
        outcomes: [
          {
            ...{...OUTCOME, outcome_id: "3", kind: "action-item", words: "尽快完成两份工作报告"},
            ...{owner: "示例学院", due_on: "2026-12-05", subject: "T03-01"}
          }
        ]
      }
    ],
    errata: [
      {
        ...{erratum_id: 1, meeting_id: "M1", plan_year: 2026, words: "出席人员中补列会员0004"},
        ...{noted_by: "a", noted_by_name: "会员0001", noted_at: "2026-11-29T02:00:00Z"}
      }
    ]
  }
};

export const NOTICE: SupervisionNotice = {
  on: "2026-11-28",
  instructions: ["会员0009（2026年11月20日）：请抓紧。答复：已经定稿。"],
  item: {
    ...{code: "T03-01", name: "“双代会”换届筹备", status: "逾期", rule: "应于 2026-10-31 完成，已逾期 28 天"},
    ...{progress: 85, due_on: "2026-10-31", original_due_on: "2026-09-30", times_postponed: 1},
    ...{problem_note: "两份工作报告仍在征求意见。", units: ["U01"], level: "红", rules: ["已逾期 28 天"]},
    ...{lead_unit_code: "U01", account: null, source: "示工字〔2026〕2号，任务3“推进学校民主管理”"},
    ...{task_code: "T03", year: 2026, quote: "做好“双代会”换届筹备工作", measure_words: "按填报的完成比例"},
    ...{unreported: null, look_back: null, lead_unit: "示例学院", supporting: ["䶮㛃学院"], leader: "常务副主席"},
    notice: null
  }
};

/** The four papers that are made of the invented year. */
export const PAPERS: Record<string, () => Promise<Uint8Array>> = {
  工作进展报告: () => progressReport(fixtureState()),
  年终总结: () => annualSummary(fixtureState()),
  督办单: () => supervisionNotice(NOTICE),
  会议纪要: () => meetingMinutes(MINUTES)
};
