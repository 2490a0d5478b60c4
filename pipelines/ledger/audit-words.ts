/** The audited actions with their words on screen. */
export const AUDIT_WORDS = {
  "sign-in": "登录",
  "sign-in-failed": "登录失败",
  "sign-in-locked": "登录被暂停",
  "sign-out": "退出",
  "sign-out-everywhere": "全部退出",
  "access-refused": "越权被拒",
  "link-made": "生成一次性链接",
  "link-used": "使用一次性链接",
  "account-added": "新增账户",
  "account-changed": "修改账户",
  "account-disabled": "停用账户",
  "account-enabled": "恢复账户",
  "password-changed": "修改密码",
  "second-factor-on": "启用动态口令",
  "second-factor-off": "停用动态口令",
  "token-made": "生成接口令牌",
  "token-revoked": "作废接口令牌",
  "calendar-feed-made": "生成日历订阅地址",
  "calendar-feed-revoked": "作废日历订阅地址",
  "plan-taken": "启用年度计划",
  submitted: "报送",
  verdict: "审核",
  setting: "修改设置",
  "month-locked": "锁定月份",
  "month-unlocked": "解锁月份",
  "lock-exception": "开放已锁月份",
  "month-closed": "封存月份",
  "meeting-made": "新建会议",
  "meeting-changed": "修改会议",
  "meeting-removed": "取消会议",
  "meeting-opened": "开始会议",
  "meeting-closed": "结束会议",
  "meeting-erratum": "会议更正说明",
  outcome: "记录议定事项",
  "outcome-struck": "删去议定事项",
  "action-item": "办理交办",
  instruction: "批示",
  "instruction-answered": "答复批示",
  "evidence-kept": "上传佐证材料",
  "evidence-removed": "清理未用的佐证材料",
  "look-back": "回头看",
  "postponement-asked": "申请延期",
  "postponement-answered": "答复延期申请",
  "status-override": "认定状态",
  "original-read": "下载原件",
  "sensitive-read": "查看帮扶明细",
  "template-with-people": "下载含人员的模板",
  "numbers-exported": "导出指标数据",
  "audit-exported": "导出审计记录",
  "audit-shortened": "按期删除审计记录",
  "retention-run": "按期清理",
  "person-exported": "导出个人信息",
  "person-deleted": "删除个人信息"
} as const;

export type AuditAction = keyof typeof AUDIT_WORDS;

export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(AUDIT_WORDS, text);
}

export const AUDIT_ACTIONS = Object.keys(AUDIT_WORDS) as AuditAction[];
