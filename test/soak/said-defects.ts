interface LogLine {
  level: string;
  msg: string;
  err?: {type: string; message: string; stack?: string[]};
}

/** What went wrong in the words of the server's log: each error once, and how often it came. */
export function saidDefects(log: string): string[] {
  const counts = new Map<string, number>();
  for (const line of log.split("\n").flatMap(parsed)) {
    if (line.level !== "error") continue;
    const what = line.err
      ? [`${line.err.type}: ${line.err.message}`, ...(line.err.stack ?? [])].join("\n  ")
      : line.msg;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `the server said ${count} times: ${what}`);
}

/** The server also says a few things to people, which are no lines of its log. */
function parsed(line: string): LogLine[] {
  try {
    return [JSON.parse(line) as LogLine];
  } catch {
    return [];
  }
}
