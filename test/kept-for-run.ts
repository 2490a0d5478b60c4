import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";

/** Names the folders of what the tests of one run make once and use often; its processes find them in their environment. */
export default function keepForRun(): () => void {
  const folders = {
    KEPT_DATA: mkdtempSync(join(tmpdir(), "kept-data-")),
    // Within the project, where Node finds its packages.
    KEPT_PROGRAMS: join(projectRoot, "node_modules", ".cache", `programs-${process.pid}`)
  };
  Object.assign(process.env, folders);
  return () => Object.values(folders).forEach((folder) => rmSync(folder, {recursive: true, force: true}));
}
