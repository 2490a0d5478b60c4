import {type Contract, headersOf} from "#pipelines/contracts/contract.ts";
import type {Finding} from "#pipelines/findings/findings.ts";

const NOT_KEPT = "（个人信息，不留存）";

/**
 * Returns warnings as the ledger keeps them. The sender sees a cell's value at once; the ledger keeps only the place,
 * because it outlives the file and has other readers.
 */
export function keptWarnings(contract: Contract, findings: Finding[]): Finding[] {
  const open = contract.fields.filter(({privacy}) => privacy === "none");
  const isOpen = (column?: string) => open.some((field) => column !== undefined && headersOf(field).includes(column));
  const hasOpenKey = contract.primaryKey.every((name) => open.some((field) => field.name === name));
  return findings.map((finding): Finding => {
    switch (finding.code) {
      case "cell/reference-old":
      case "cell/reference-later":
      case "cell/newcomer":
      case "cell/expected":
        return isOpen(finding.place.column) ? finding : {...finding, value: NOT_KEPT};
      case "cell/code-like":
      case "cell/power-of-ten":
        return isOpen(finding.place.column) ? finding : {...finding, value: NOT_KEPT};
      case "cell/tenfold":
        return isOpen(finding.place.column) ? finding : {...finding, value: NOT_KEPT, before: NOT_KEPT};
      case "cell/unit-applied":
      case "cell/rounded":
      case "cell/plain-characters":
        return isOpen(finding.place.column) ? finding : {...finding, values: [{value: NOT_KEPT, taken: NOT_KEPT}]};
      case "column/emptied":
        return hasOpenKey ? finding : {...finding, keys: [NOT_KEPT]};
      case "cell/doubtful":
        return {
          ...finding,
          value: isOpen(finding.place.column) ? finding.value : NOT_KEPT,
          ...(finding.other !== undefined && !isOpen(finding.other) && {otherValue: NOT_KEPT})
        };
      case "cell/zeros-restored":
        return {...finding, values: [{value: NOT_KEPT, restored: NOT_KEPT}]};
      case "cell/outlier":
        return isOpen(finding.place.column) ? finding : {...finding, value: NOT_KEPT, most: NOT_KEPT};
      case "row/similar":
        return hasOpenKey ? finding : {...finding, key: NOT_KEPT, other: NOT_KEPT};
      case "file/list-shrinks":
        return hasOpenKey ? finding : {...finding, keys: [NOT_KEPT]};
      default:
        return finding;
    }
  });
}
