import {createReadStream} from "node:fs";
import type {Finding} from "#pipelines/findings/findings.ts";
import {notTable} from "../file-kind.ts";

/** Files in an OLE container, by the name of a stream. */
const STREAMS: [name: string, finding: Finding][] = [
  ["EncryptedPackage", {code: "file/workbook-locked"}],
  ["Workbook", {code: "file/workbook-old"}],
  ["WordDocument", notTable("旧版 Word 文档（doc、wps）", "word")],
  ["PowerPoint Document", notTable("旧版演示文稿（ppt、dps）", "slides")]
];

const BYTES = STREAMS.map(([name, finding]) => ({name: Buffer.from(name, "utf16le"), finding}));

/** Returns what an OLE container holds, by the first entry of the list that matches. */
export async function oldContainer(path: string): Promise<Finding> {
  const longest = Math.max(...BYTES.map(({name}) => name.length));
  const met = new Set<Finding>();
  let seam = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, {highWaterMark: 1 << 18}) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([seam, chunk]);
    for (const {name, finding} of BYTES) if (bytes.includes(name)) met.add(finding);
    seam = bytes.subarray(-longest);
  }
  return BYTES.find(({finding}) => met.has(finding))?.finding ?? {code: "file/workbook-old"};
}
