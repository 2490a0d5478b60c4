export type SealCode = "no-key" | "other-key" | "bad-key" | "damaged";

/** Sealed files cannot be read or written. The message never contains a key or a file's content. */
export class SealError extends Error {
  readonly code: SealCode;

  constructor(code: SealCode, message: string) {
    super(message);
    this.name = "SealError";
    this.code = code;
  }
}

export const noKey = () =>
  new SealError(
    "no-key",
    "服务器上没有敏感数据的加密密钥，困难帮扶等敏感数据暂时不能收、不能看；请系统管理员恢复原来的密钥。"
  );

export const otherKey = () =>
  new SealError(
    "other-key",
    "服务器上的加密密钥与已存敏感数据的不是同一把，困难帮扶等敏感数据暂时不能收、不能看；请系统管理员恢复原来的密钥。"
  );

export const badKey = (why: string) => new SealError("bad-key", `敏感数据的加密密钥不能用：${why}`);

export const damaged = (submissionId: string) =>
  new SealError("damaged", `报送 ${submissionId} 的加密文件缺失、损坏或被改动过，没有打开；请系统管理员从备份恢复。`);
