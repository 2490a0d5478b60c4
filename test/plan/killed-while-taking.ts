import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {keepDraft, withDraft} from "#pipelines/plan/kept-plans.ts";
import {planFilesOf} from "./next-year.ts";

// A process of its own that is killed when all files are written: before they are taken into use, or right after it.
const uploaded = {year: 2027, files: planFilesOf(2027)};
const entry = {at: "2026-12-01T02:00:00.000Z", who: "office", action: "plan-taken" as const, object: "2027"};
const dir = dataDirFromEnvironment();
await withDraft(dir, "plan-killed", uploaded, (draft) => {
  if (process.env.KILL_AFTER_TAKING) keepDraft(dir, draft, 2027, entry);
  process.kill(process.pid, "SIGKILL");
});
