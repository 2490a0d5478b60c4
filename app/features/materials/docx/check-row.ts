/** One rule of GB/T 9704 with what was found. */
export interface CheckRow {
  rule: string;
  wanted: string;
  found: string;
  isMet: boolean;
  /** How to mend it; null where it is met. */
  mend: string | null;
}

interface Finding {
  wanted: string;
  found: string;
  isMet: boolean;
  mend: string;
}

export const checkRow = (rule: string, {wanted, found, isMet, mend}: Finding): CheckRow => ({
  ...{rule, wanted, found, isMet},
  mend: isMet ? null : mend
});

/** The first words of a paragraph, to find it by. */
export function startOf(text: string): string {
  const words = text.trim().slice(0, 200).replaceAll("\n", "");
  return `“${[...words].slice(0, 12).join("")}${[...words].length > 12 ? "……" : ""}”`;
}

export const millimetres = (value: number) => `${Math.round(value * 10) / 10} mm`;

/** 44 → “2号（22 磅）” */
export function sizeWords(halfPoints: number): string {
  const names: Record<number, string> = {
    44: "2号",
    36: "小2号",
    32: "3号",
    30: "小3号",
    28: "4号",
    24: "小4号",
    21: "5号"
  };
  const name = names[halfPoints];
  return name ? `${name}（${halfPoints / 2} 磅）` : `${halfPoints / 2} 磅`;
}
