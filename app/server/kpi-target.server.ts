export {type Target, targetOf} from "../../pipelines/plan/progress.ts";
