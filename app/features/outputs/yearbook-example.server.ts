import {readFileSync} from "node:fs";
import {join} from "node:path";
import {attachment} from "#app/server/download.server.ts";
import {projectRoot} from "#pipelines/host/root.ts";

/** Returns the example of the year's rows; its codes are invented. */
export function yearbookExample() {
  const text = readFileSync(join(projectRoot, "datasets", "yearbook-example.csv"), "utf8");
  return {
    // Excel takes a file without a byte order mark for GBK.
    body: `\uFEFF${text.replace(/^\uFEFF/, "")}`,
    headers: {
      "content-type": "text/csv; charset=utf-8",
      ...attachment("统计年报栏目-示例.csv", "yearbook-example.csv")
    }
  };
}
