/** A line that holds a promise, broken as somebody could break it by mistake, and the tests that must notice. */
export interface Guard {
  /** In Chinese, as docs/trust.md shows it. */
  what: string;
  file: string;
  from: string;
  to: string;
  tests: string;
}

export const GUARDS: Guard[] = [
  {
    what: "写完不再 fsync",
    file: "pipelines/host/durable.ts",
    from: "    fsyncSync(handle);\n",
    to: "",
    tests: "test/pipelines/durable.test.ts"
  },
  {
    what: "收下文件后不再同步文件夹",
    file: "pipelines/submissions/keep-submission.ts",
    from: "    syncFolder(dir.submissions);\n",
    to: "",
    tests: "test/pipelines/power-cut.test.ts"
  },
  {
    what: "检查之后台账变了也照收",
    file: "pipelines/submissions/keep-submission.ts",
    from: "    if (!(await isCurrent(state, tx))) return false;\n",
    to: "",
    tests: "test/pipelines/at-once.test.ts"
  },
  {
    what: "多猜一次密码才等待",
    file: "pipelines/accounts/attempts.ts",
    from: "over < 0 ? 0",
    to: "over <= 0 ? 0",
    tests: "test/pipelines/accounts.test.ts"
  },
  {
    what: "登录过的浏览器永不过期",
    file: "pipelines/accounts/known-device.ts",
    from: " && Number(until) > Date.parse(shown.now)",
    to: "",
    tests: "test/pipelines/accounts.test.ts"
  },
  {
    what: "加密值的校验码可以截短",
    file: "pipelines/accounts/secret.ts",
    from: "bytes.subarray(0, NONCE_BYTES), form)",
    to: "bytes.subarray(0, NONCE_BYTES))",
    tests: "test/pipelines/accounts.test.ts"
  },
  {
    what: "办公室闲置 5 小时才退出",
    file: "pipelines/accounts/sessions.ts",
    from: "office: 30 * MINUTE",
    to: "office: 300 * MINUTE",
    tests: "test/pipelines/accounts.test.ts"
  },
  {
    what: "导出的 CSV 不再防公式",
    file: "app/server/csv.server.ts",
    from: "escapeFormulae: FORMULA",
    to: "escapeFormulae: false",
    tests: "test/ui/csv.test.ts"
  },
  {
    what: "2 个人的组也显示",
    file: "pipelines/privacy/merged-groups.ts",
    from: "FEWEST_PEOPLE = 3",
    to: "FEWEST_PEOPLE = 2",
    tests: "test/pipelines/privacy"
  },
  {
    what: "到期当天就算逾期",
    file: "pipelines/numbers/status.ts",
    from: "if (on > due_on &&",
    to: "if (on >= due_on &&",
    tests: "test/plan/status.test.ts"
  },
  {
    what: "开始当天还算未到期",
    file: "pipelines/numbers/status.ts",
    from: "if (on < start_on)",
    to: "if (on <= start_on)",
    tests: "test/plan/status.test.ts"
  },
  {
    what: "参与率把不在岗的也算进去（K23）",
    file: "pipelines/models/kpis/K23_recreation_participation.sql",
    from: "    where rosters.is_on_post\n),",
    to: "),",
    tests: "test/kpis/K23_recreation_participation.test.ts"
  },
  {
    what: "办结率把没有立案的也算进去（K12）",
    file: "pipelines/models/kpis/K12_proposals_closed.sql",
    from: "    where proposals.review_result = '立案'\n",
    to: "",
    tests: "test/kpis/K12_proposals_closed.test.ts"
  },
  {
    what: "调动过的人按编号小的单位算（K17）",
    file: "pipelines/models/kpis/K17_festival_benefits.sql",
    from: "last(due.unit_code order by due.festival_on)",
    to: "min(due.unit_code)",
    tests: "test/kpis/K17_festival_benefits.test.ts"
  },
  {
    what: "原样重报也算新消息（K36）",
    file: "pipelines/models/staging/assistance_history.sql",
    from: "qualify (person_id",
    to: "qualify true or (person_id",
    tests: "test/kpis/K36_hardship_helped.test.ts"
  },
  {
    what: "审计不再核对每条的散列",
    file: "pipelines/ledger/audit.ts",
    from: " && row.hash === hashOf(row)",
    to: "",
    tests: "test/pipelines/audit.test.ts"
  },
  {
    what: "审计不再核对前一条的散列",
    file: "pipelines/ledger/audit.ts",
    from: " && row.previous_hash === hash",
    to: "",
    tests: "test/pipelines/audit.test.ts"
  },
  {
    what: "恢复前不再核对备份的散列",
    file: "pipelines/backup/manifest.ts",
    from: " || (await hashOfFile(path)) !== file.sha256",
    to: "",
    tests: "test/pipelines/backup.test.ts"
  },
  {
    what: "一个数据文件夹可以有两个服务器",
    file: "pipelines/host/server-lock.ts",
    from: "  throw new ServerRunningError(",
    to: "  if (root) return () => {};\n  throw new ServerRunningError(",
    tests: "test/pipelines/one-server.test.ts"
  },
  {
    what: "银行卡号不再验校验位",
    file: "pipelines/findings/private-numbers.ts",
    from: " && isLuhn(digits)",
    to: "",
    tests: "test/pipelines/private-numbers.test.ts"
  },
  {
    what: "审计到期清理少留一天",
    file: "pipelines/retention/old-audit.ts",
    from: "daysBefore(on, await auditDays(ledger))",
    to: "daysBefore(on, (await auditDays(ledger)) - 1)",
    tests: "test/pipelines/retention/old-audit.test.ts"
  },
  {
    what: "先前进程留下的临时文件不清理",
    file: "pipelines/host/data-dir.ts",
    from: "pid === process.pid ? !ownFolders().has(join(tmp, name)) : !isRunning(pid)",
    to: "!isRunning(pid)",
    tests: "test/pipelines/data-dir.test.ts"
  }
];
