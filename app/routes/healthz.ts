import {json} from "@remix-run/node";
import {readWarehouse} from "#app/server/warehouse.server.ts";

export async function loader() {
  const warehouse = await readWarehouse();
  return json({status: "ok", warehouse_built_at: warehouse?.builtAt ?? null});
}
