/** The disk is full. Nothing was kept, and the same work succeeds once there is room. */
export class DiskFullError extends Error {
  constructor(cause: unknown) {
    super("服务器磁盘已满，什么都没有保存。请告知管理员清理磁盘后再发送。", {cause});
    this.name = "DiskFullError";
  }
}

const CODES = ["ENOSPC", "EDQUOT", "EFBIG"];
/** DuckDB and SQLite report a full disk by message, without a code. */
const WORDS = /No space left|disk is full|File too large|disk quota/i;

export async function sayingWhenFull<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw isDiskFull(error) ? new DiskFullError(error) : error;
  }
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const {code} = error as NodeJS.ErrnoException;
  return (code !== undefined && CODES.includes(code)) || WORDS.test(error.message);
}
