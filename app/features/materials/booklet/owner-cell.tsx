import {textWidth} from "./text-width.ts";

const ONE_LINE = 14;

/** Who answers for it; a short name stays on one line. */
export function OwnerCell({owner}: {owner: string | null}) {
  const text = owner ?? "未设定";
  return <td className={textWidth(text) <= ONE_LINE ? "short" : undefined}>{text}</td>;
}
