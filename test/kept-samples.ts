import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

/** A folder for what the tests of one run make once and copy; its processes find it in their environment. */
export default function keepSamples(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "kept-samples-"));
  process.env.KEPT_SAMPLES = folder;
  return () => rmSync(folder, {recursive: true, force: true});
}
