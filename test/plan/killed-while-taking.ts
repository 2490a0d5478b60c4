import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {withDraft} from "#pipelines/plan/kept-plans.ts";
import {planFilesOf} from "./next-year.ts";

// A process of its own that is killed when all files are written and before they are taken into use.
const uploaded = {year: 2027, files: planFilesOf(2027)};
await withDraft(dataDirFromEnvironment(), "plan-killed", uploaded, () => process.kill(process.pid, "SIGKILL"));
