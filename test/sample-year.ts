import {loadSample} from "../datasets/sample/load.ts";
import {placeKept} from "./kept-data.ts";

/** The last day of the sample's story. */
export const SAMPLE_DAY = "2026-11-28";

/** Fills a folder that is still empty with a data directory of the sample year, as its last day leaves it. */
export function placeSampleYear(dataDir: string): Promise<void> {
  return placeKept("sample-year", dataDir, (store) => loadSample(store, `${SAMPLE_DAY}T04:00:00.000Z`));
}
