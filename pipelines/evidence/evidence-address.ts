const ADDRESS = /^\/progress\/evidence\/([0-9a-f-]{36})$/;

/** Returns the own address of a kept file, which stands in the evidence column of a report. */
export const evidenceAddress = (evidenceId: string) => `/progress/evidence/${evidenceId}`;

/** Splits what an evidence column holds: addresses of the web and of kept files, apart by blanks. */
export function evidenceOf(link: string | null): {links: string[]; evidenceIds: string[]} {
  const parts = (link ?? "").split(/\s+/).filter((part) => part !== "");
  return {
    links: parts.filter((part) => !ADDRESS.test(part)),
    evidenceIds: parts.flatMap((part) => ADDRESS.exec(part)?.[1] ?? [])
  };
}

/** Joins addresses into one cell; empty without any. */
export function evidenceLink({links, evidenceIds}: {links: string[]; evidenceIds: string[]}): string {
  return [...links, ...evidenceIds.map(evidenceAddress)].join(" ");
}
