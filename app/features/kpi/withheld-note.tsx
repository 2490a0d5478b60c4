/** Why a number is missing that would be more than all there is; the office is told the rows. */
export function WithheldNote({months}: {months: string}) {
  if (months === "") return null;
  return <p role="note">{`${months}有数超过 100 %，数据之间有矛盾，暂不显示，待校工会办公室核对。`}</p>;
}
