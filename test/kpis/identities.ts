import type {KpiCell} from "#pipelines/numbers/kpis.ts";
import {sensitiveKpiCodes} from "#pipelines/privacy/sensitive-kpis.ts";

/** The numbers of one KPI in one month, of the union or of one unit. */
export class Figures {
  /** A number that was asked for is hidden, so nothing can be said. */
  isHidden = false;

  constructor(
    private readonly cells: KpiCell[],
    private readonly isSensitive: boolean
  ) {}

  readonly numerator = () => this.sum("numerator", ({segment}) => segment === null);
  readonly denominator = () => this.sum("denominator", ({segment}) => segment === null);
  /** Who or what the rate lacks. */
  readonly missed = () => this.denominator() - this.numerator();
  readonly beside = (name: string) => this.sum("numerator", ({segment}) => segment === `另列=${name}`);
  readonly besideOf = (name: string) => this.sum("denominator", ({segment}) => segment === `另列=${name}`);
  readonly part = (segment: string) => this.sum("numerator", (cell) => cell.segment === segment);
  readonly partOf = (segment: string) => this.sum("denominator", (cell) => cell.segment === segment);
  readonly parts = (dimension: string) => this.sum("numerator", ({segment}) => isOf(segment, dimension));
  readonly partsOf = (dimension: string) => this.sum("denominator", ({segment}) => isOf(segment, dimension));

  private sum(key: "numerator" | "denominator", isAsked: (cell: KpiCell) => boolean): number {
    const asked = this.cells.filter(isAsked);
    // Of a sensitive KPI, a number that is not there is one that is not published.
    if (asked.some(({is_hidden}) => is_hidden) || (this.isSensitive && asked.length === 0)) this.isHidden = true;
    return asked.reduce((sum, cell) => sum + (cell[key] ?? 0), 0);
  }
}

const isOf = (segment: string | null, dimension: string) => segment?.startsWith(`${dimension}=`) ?? false;

/** What two numbers of one page have to do with each other. */
export interface Identity {
  says: string;
  left: (of: Figures) => number;
  is: "=" | "≤";
  right: (of: Figures) => number;
  /** Why the two are not equal by definition. */
  because?: string;
  /** Units have no such list, or theirs add up otherwise. */
  isOfUnion?: true;
}

/** What is named as missing, late or never is what the denominator has more than the numerator. */
const named = (...names: string[]): Identity => ({
  says: `分母 − 分子 = ${names.join(" + ")}`,
  left: (of) => of.missed(),
  is: "=",
  right: (of) => names.reduce((sum, name) => sum + (name.includes("=") ? of.part(name) : of.parts(name)), 0)
});

const whole = (dimension: string): Identity => ({
  says: `${dimension}合计 = 分子`,
  left: (of) => of.parts(dimension),
  is: "=",
  right: (of) => of.numerator()
});

const within = (dimension: string, because: string): Identity => ({
  ...whole(dimension),
  says: `${dimension}合计 ≤ 分子`,
  is: "≤",
  because
});

const ofUnion = (identity: Identity): Identity => ({...identity, isOfUnion: true});

export const IDENTITIES: Record<string, Identity[]> = {
  K01: [
    named("未落实（次）"),
    whole("会议类型"),
    {
      says: "会议类型的分母合计 = 分母",
      left: (of) => of.partsOf("会议类型"),
      is: "=",
      right: (of) => of.denominator()
    }
  ],
  K03: [
    {
      says: "分子 ≤ 成果类型合计",
      left: (of) => of.numerator(),
      is: "≤",
      right: (of) => of.parts("成果类型"),
      because: "同一题名既发表又交流的，两类各列一次，总数只计 1 次"
    }
  ],
  K07: [within("单位类型", "没有填单位类型的单位只在总值里")],
  K08: [ofUnion(whole("完成比例（%）"))],
  K10: [within("提案类别", "没有填类别的提案只在总值里")],
  K11: [named("另列=逾期答复（件）", "另列=未答复（件）")],
  K12: [
    within("办理结果", "办结而没有填办理结果的只在总值里"),
    within("转化形式", "办结而没有填转化形式的只在总值里"),
    {
      says: "办结中已解决或采纳的分母 = 分子",
      left: (of) => of.besideOf("办结中已解决或采纳（%）"),
      is: "=",
      right: (of) => of.numerator()
    },
    {
      says: "办结中已解决或采纳 = 办理结果里的同一项",
      left: (of) => of.beside("办结中已解决或采纳（%）"),
      is: "=",
      right: (of) => of.part("办理结果=已解决或采纳")
    }
  ],
  K13: [
    {
      says: "满意的分母 = 分母",
      left: (of) => of.partOf("满意度=满意"),
      is: "=",
      right: (of) => of.denominator()
    },
    {
      says: "满意 ≤ 分子",
      left: (of) => of.part("满意度=满意"),
      is: "≤",
      right: (of) => of.numerator(),
      because: "分子还含基本满意"
    },
    {
      says: "已答复未反馈 ≤ 未反馈",
      left: (of) => of.beside("已答复未反馈（件）"),
      is: "≤",
      right: (of) => of.beside("未反馈（件）"),
      because: "未反馈的还含没有答复的；都不在分母里，分母减分子是不满意的"
    }
  ],
  K14: [
    named("另列=环节不全（件）"),
    {
      says: "分母 − 分子 ≤ 缺日期",
      left: (of) => of.missed(),
      is: "≤",
      right: (of) => of.parts("缺日期（件次）"),
      because: "一件可缺几个环节"
    }
  ],
  K15: [named("另列=未召开（个）", "另列=已召开未报备（个）"), within("单位类型", "没有填单位类型的单位只在总值里")],
  K17: [
    named("另列=未发放（人次）"),
    named("未发放（人次）"),
    whole("节日"),
    {
      says: "未发齐 ≤ 分母 − 分子",
      left: (of) => of.beside("未发齐（人）"),
      is: "≤",
      right: (of) => of.missed(),
      because: "一人可缺几个节日"
    }
  ],
  K18: [whole("事由")],
  K19: [named("另列=未按时慰问（人）")],
  K20: [
    {
      says: "各节日的上年标准 + 增加 ≤ 节日标准合计",
      left: (of) => of.parts("事由") + of.partsOf("事由") - of.part("事由=生日") - of.partOf("事由=生日"),
      is: "≤",
      right: (of) => of.beside("节日标准合计（元）"),
      because: "上年没有发的节日没有增幅，不在事由里"
    },
    {
      says: "超过省总上限 = 节日标准合计 − 省总上限，不足为 0",
      left: (of) => of.beside("超过省总上限（元）"),
      is: "=",
      right: (of) => Math.max(of.beside("节日标准合计（元）") - of.beside("省总上限（元）"), 0)
    }
  ],
  K22: [within("性别", "已不在任何名册上的人没有性别"), within("年龄段", "已不在任何名册上的人没有年龄")],
  K23: [
    named("另列=未参加（人）"),
    named("参加次数（人）=0次"),
    {
      says: "参加次数各档合计 = 分母",
      left: (of) => of.parts("参加次数（人）"),
      is: "=",
      right: (of) => of.denominator()
    },
    {
      says: "人均参加的分母 = 分子",
      left: (of) => of.besideOf("人均参加（次）"),
      is: "=",
      right: (of) => of.numerator()
    },
    within("性别", "没有填性别的人只在总值里"),
    within("年龄段", "没有填出生日期的人只在总值里"),
    {
      says: "实到人次（按性别、按年龄段各一遍）≤ 2 × 总人次",
      left: (of) => of.parts("实到人次（人次）"),
      is: "≤",
      right: (of) => 2 * of.beside("人均参加（次）"),
      because: "没有填性别、出生日期的人只在总人次里"
    }
  ],
  K24: [named("延期未办（项）", "未举办（项）"), whole("承诺条目")],
  K25: [within("社团类别", "没有填类别的社团只在总值里")],
  K26: [whole("群体")],
  K27: [whole("类别")],
  K29: [within("性别", "没有填性别的人只在总值里")],
  K30: [whole("活动类别")],
  K31: [
    {
      says: "分母 − 分子 ≤ 未接收",
      left: (of) => of.missed(),
      is: "≤",
      right: (of) => of.beside("未接收（人）"),
      because: "一期多收的补不了另一期没有接收的，两期相抵会少说"
    }
  ],
  K32: [
    within("服务形式", "没有填服务形式的场次只在总数里"),
    ofUnion({
      says: "未开展形式 = 未开展的各种",
      left: (of) => of.beside("未开展形式（种）"),
      is: "=",
      right: (of) => of.parts("未开展（种）")
    })
  ],
  K33: [within("服务形式", "没有填服务形式的活动只在总数里")],
  K37: [
    {
      says: "慰问人次 = 分子",
      left: (of) => of.beside("慰问（人次）"),
      is: "=",
      right: (of) => of.numerator()
    }
  ],
  K38: [
    {
      says: "按期发放的分母 = 分母",
      left: (of) => of.besideOf("按期发放（%）"),
      is: "=",
      right: (of) => of.denominator()
    }
  ],
  K39: [
    whole("采购额（元）"),
    within("资金渠道", "没有填资金渠道的采购在总值和采购额（未填）里"),
    {
      says: "距任务还差 = 分母 − 分子，超额为 0",
      left: (of) => of.beside("距任务还差（元）"),
      is: "=",
      right: (of) => Math.max(of.missed(), 0)
    }
  ],
  K40: [within("受奖学校", "没有填学校的受奖学生只在总数里")],
  K41: [within("等次", "没有填等次的奖只在总数里")],
  K42: [
    {
      says: "分子 ≤ 两个竞赛项目合计",
      left: (of) => of.numerator(),
      is: "≤",
      right: (of) => of.parts("竞赛项目"),
      because: "两项都参加的是同一人"
    }
  ],
  K43: [
    within("创新类别", "没有填类别的成果只在总数里"),
    {
      says: "申报数 = 采纳 + 未采纳 + 待结果",
      left: (of) => of.beside("申报数（项）"),
      is: "=",
      right: (of) => of.numerator() + of.beside("未采纳（项）") + of.parts("待结果（项）")
    },
    {
      says: "采纳率的分子 = 分子",
      left: (of) => of.beside("采纳率（%）"),
      is: "=",
      right: (of) => of.numerator()
    },
    {
      says: "采纳率的分母 = 申报数",
      left: (of) => of.besideOf("采纳率（%）"),
      is: "=",
      right: (of) => of.beside("申报数（项）")
    }
  ],
  K44: [
    {
      says: "分子 ≤ 各级别合计",
      left: (of) => of.numerator(),
      is: "≤",
      right: (of) => of.parts("级别"),
      because: "一人可得几级荣誉"
    }
  ],
  K45: [named("已申报待评（项）", "未申报（项）"), whole("评选项目")],
  K46: [
    {
      says: "分子 ≤ 各平台合计",
      left: (of) => of.numerator(),
      is: "≤",
      right: (of) => of.parts("平台"),
      because: "同稿多发只计 1 篇"
    },
    ofUnion({
      says: "另列的各平台合计 = 各平台合计",
      left: (of) => of.beside("各平台合计（篇次）"),
      is: "=",
      right: (of) => of.parts("平台")
    })
  ],
  K47: [named("另列=未入会（人）"), ofUnion(named("未入会（人）")), whole("用工形式")],
  K48: [
    named("另列=信息不全（人）"),
    ofUnion({
      says: "信息不全 ≤ 缺项",
      left: (of) => of.beside("信息不全（人）"),
      is: "≤",
      right: (of) => of.parts("缺项（人次）"),
      because: "一人可缺几项"
    })
  ],
  K49: [within("单位类型", "没有填单位类型的单位只在总值里")],
  K50: [
    {
      says: "系统里的“矿大教工e家” = 分子",
      left: (of) => of.part("系统=矿大教工e家"),
      is: "=",
      right: (of) => of.numerator()
    }
  ]
};

/** KPIs of which nothing stands beside the headline that could contradict it, and why what stands there is of another kind. */
export const WITHOUT: Record<string, string> = {
  K02: "只有总值和各单位",
  K04: "填报的完成比例，另有滞后标记",
  K05: "只有总数和各单位",
  K06: "另列的中位数与篇均是两种数",
  K09: "只有总值和各单位",
  K16: "未计入的记录本来就不在总数里",
  K21: "已排未办的批次还没有办",
  K28: "只有总值和各单位",
  K34: "一场可对应几类需求，类数不是场次之和",
  K35: "另列只有分母",
  K36: "另列只有分母"
};

/** Every identity that does not hold, as a sentence with its two numbers. */
export function brokenIn(code: string, cells: KpiCell[]): {broken: string[]; asked: number} {
  const isSensitive = sensitiveKpiCodes().has(code);
  const broken: string[] = [];
  let asked = 0;
  const places = new Map<string, KpiCell[]>();
  for (const cell of cells) {
    const place = `${cell.month.slice(0, 7)} ${cell.unit_code ?? "全校"}`;
    places.set(place, [...(places.get(place) ?? []), cell]);
  }
  for (const [place, own] of places)
    for (const {says, left, is, right, isOfUnion} of IDENTITIES[code] ?? []) {
      if (isOfUnion && own[0]!.unit_code !== null) continue;
      const figures = new Figures(own, isSensitive);
      const [one, other] = [left(figures), right(figures)];
      if (figures.isHidden) continue;
      asked++;
      const difference = one - other;
      if (is === "=" ? Math.abs(difference) > HAIR : difference > HAIR)
        broken.push(`${code} ${place} ${says}: ${one}, ${other}`);
    }
  return {broken, asked};
}

/** Sums of doubles differ in their last digits. */
const HAIR = 1e-6;
