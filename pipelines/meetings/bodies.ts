import {fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";

/** Kinds of the dataset that are no meeting of the union's own bodies. */
const NOT_OURS = ["二级教代会", "源头参与事项", "行业平台会议"];
/** Bodies that the dataset does not tell apart. */
const FURTHER = ["经费审查委员会会议", "女职工委员会会议"];
const OTHER = "其他";

/** Returns the bodies that meet: the kinds of the dataset `meetings`, and the committees that it does not name. */
export function readBodies(): string[] {
  const kinds = fieldOf(readContracts().get("meetings")!, "meeting_type").constraints?.enum ?? [];
  const own = kinds.filter((kind) => kind !== OTHER && !NOT_OURS.includes(kind));
  return [...own, ...FURTHER, OTHER];
}
