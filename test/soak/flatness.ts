import {quantile} from "../load/open-model.ts";
import type {ProcessSize} from "./process-size.ts";

/** From the middle third of the time to its last, so that caches that fill are no leak. */
export interface Growth {
  megabytes: {from: number; to: number};
  handles: {from: number; to: number};
}

export function growthOf(sizes: ProcessSize[]): Growth {
  const third = Math.floor(sizes.length / 3);
  const [middle, last] = [sizes.slice(third, 2 * third), sizes.slice(-third)];
  const of = (key: "megabytes" | "handles") => ({
    from: quantile(
      middle.map((size) => size[key]),
      0.5
    ),
    to: quantile(
      last.map((size) => size[key]),
      0.5
    )
  });
  return {megabytes: of("megabytes"), handles: of("handles")};
}

/** Memory may differ by a tenth, handles by ten. */
export function isFlat({megabytes, handles}: Growth): boolean {
  return megabytes.to <= megabytes.from * 1.1 && handles.to <= handles.from + 10;
}
