import {memoryWarehouse, type Sent, type SentFile} from "../kpis/memory-warehouse.ts";
import {inForce} from "./facts.ts";
import type {World} from "./world.ts";

/** The world put straight into raw tables, and the real models over them; nothing is hidden. */
export async function straightWarehouse(world: World) {
  const datasets = new Set(world.files.map(({dataset}) => dataset));
  const sent: Sent = {};
  for (const dataset of datasets) {
    const files = inForce(world, dataset).map(({rows, as_of, verdict}): SentFile => ({
      rows,
      as_of,
      is_approved: verdict === "approve"
    }));
    if (files.length > 0) sent[dataset] = files;
  }
  return memoryWarehouse(sent);
}
