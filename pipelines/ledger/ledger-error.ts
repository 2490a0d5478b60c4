export type LedgerCode = "damaged" | "lost" | "newer" | "migration";

/** The ledger cannot be used as it is. Nothing of it was changed; the message says in Chinese what to do. */
export class LedgerError extends Error {
  readonly code: LedgerCode;

  constructor(code: LedgerCode, message: string, cause?: unknown) {
    super(message, {cause});
    this.name = "LedgerError";
    this.code = code;
  }
}

const RESTORE = "请停下服务器，用 npm run restore 从备份恢复；在那之前不要删、不要改数据文件夹里的任何文件。";

export const damagedLedger = (path: string, cause: unknown) =>
  new LedgerError("damaged", `台账文件 ${path} 损坏，已停止，没有改动任何文件。${RESTORE}`, cause);

export const lostLedger = (path: string) =>
  new LedgerError("lost", `数据文件夹里有报送的文件，却没有台账 ${path}，已停止，没有改动任何文件。${RESTORE}`);

export const newerLedger = (path: string, {version, newest}: {version: number; newest: number}) =>
  new LedgerError(
    "newer",
    `台账 ${path} 是较新的程序写的（第 ${version} 版结构，这个程序只认到第 ${newest} 版），已停止，没有改动。请换回较新的程序，或按 docs/operate.md“退回旧版本”恢复升级前的备份。`
  );

export const failedMigration = ({from, to}: {from: number; to: number}, cause: unknown) =>
  new LedgerError(
    "migration",
    `台账从第 ${from} 版结构升级到第 ${to} 版没有成功，台账仍是第 ${from} 版，没有改动：${cause instanceof Error ? cause.message : String(cause)}。请换回原来的程序，它照常能用；并把这段话交给维护者。`,
    cause
  );
