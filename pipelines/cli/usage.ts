import {parseArgs, type ParseArgsConfig} from "node:util";

/** A person's mistake on the command line: printed in Chinese, exit code 2. */
export class UsageError extends Error {}

export const USAGE = `用法：
  npm run ingest -- <数据集> <文件>... [--unit 单位编码] [--as-of YYYY-MM-DD] [--corrections 更正清单.json]
    [--accept-unknown] [--json]
  npm run rebuild
  npm run accounts -- add <账户名> --role leadership|committee|unit|office|administrator [--unit 单位编码] [--staff 工号] [--display-name 姓名或岗位] [--aid-officer|--chair] [--url 网址]
  npm run accounts -- reset|disable|enable <账户名>
  npm run accounts -- token <账户名> [--days 天数] [--label 用途]
  npm run accounts -- list
  npm run audit -- verify|export
  npm run supervise -- [--on YYYY-MM-DD] [--dry-run]
  npm run retention -- [--on YYYY-MM-DD] [--dry-run]
  npm run person -- export <工号>
  npm run person -- delete <工号> [--dry-run]
  npm run backup -- <文件夹>
  npm run restore -- <备份> [--to 数据文件夹]
  npm run doctor -- [--quick]`;

export function parse<T extends NonNullable<ParseArgsConfig["options"]>>(argv: string[], options: T) {
  try {
    return parseArgs({args: argv, allowPositionals: true, options});
  } catch {
    throw new UsageError(`参数写法不对。\n${USAGE}`);
  }
}

/** The actor of commands: whoever has the shell has the files too. */
export const COMMAND_LINE = "命令行";
