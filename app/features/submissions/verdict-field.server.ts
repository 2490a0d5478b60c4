import * as v from "valibot";
import {VERDICTS} from "#pipelines/submissions/verdicts.ts";

/** The verdict of the pressed button. */
export const verdictField = v.picklist(VERDICTS, "没有说明怎样处理。");
