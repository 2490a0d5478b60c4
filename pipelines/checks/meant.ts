import type {Field} from "#pipelines/contracts/contract.ts";
import {countedUnitsOf} from "./counted-units.ts";
import {VALUE_SHOWN} from "./problem.ts";

const YES = /^(?:均|都|全部)?已[^未不无没]*$/;
const NO = /^(?:尚|暂|还|均|都)?(?:未|没|不|无)[^已]*$/;
const DAY = "\\d{4}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}\\s*日?";
const FROM_TO = new RegExp(`^(${DAY})\\s*(?:至|到|起|[~～—]+|-{2,})`);

/**
 * Returns what somebody probably means who writes words where a yes, a number or a day belongs. It is only proposed:
 * 约30 may be 28.
 */
export function meantBy(field: Field, value: string): string | undefined {
  if (value.length >= VALUE_SHOWN) return undefined;
  const words = value.normalize("NFKC").trim();
  if (isYesOrNo(field)) return yesOrNo(words);
  switch (field.type) {
    case "integer":
      return aboutPattern(field).exec(words)?.[1];
    case "date":
      // An end often lacks its year or month.
      return field.name.startsWith("start") ? FROM_TO.exec(words)?.[1]?.replace(/\s/g, "") : undefined;
    default:
      return undefined;
  }
}

function isYesOrNo({type, constraints}: Field): boolean {
  return type === "boolean" || ["是", "否"].every((word) => constraints?.enum?.includes(word));
}

function yesOrNo(words: string): string | undefined {
  if (YES.test(words)) return "是";
  return NO.test(words) ? "否" : undefined;
}

/** 约30, 30余人, 近 30 人次, in the units that the column counts. */
function aboutPattern(field: Field): RegExp {
  const unit = `(?:${["", ...countedUnitsOf(field)].join("|")})`;
  return new RegExp(
    `^(?:大?约|大概|近|超过?|逾|不足|[≈~])?\\s*(\\d+)\\s*(?:余|多|左右|以上|上下)?\\s*${unit}\\s*(?:左右|以上|上下)?$`
  );
}
