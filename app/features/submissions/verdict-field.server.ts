import * as v from "valibot";
import {VERDICTS} from "#pipelines/submissions/verdicts.ts";

/** The button that was pressed. */
export const verdictField = v.picklist(VERDICTS, "没有说明怎样处理。");
