/** A backup that cannot be made, or must not be restored; the message says in Chinese which file and what to do. */
export class BackupError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, {cause});
    this.name = "BackupError";
  }
}
