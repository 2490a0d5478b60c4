/** Explains why a value above 100 % is withheld; the office also sees the rows to blame. */
export function WithheldNote({months}: {months: string}) {
  if (months === "") return null;
  return <p role="note">{`${months}有数超过 100 %，数据之间有矛盾，暂不显示，待校工会办公室核对。`}</p>;
}
