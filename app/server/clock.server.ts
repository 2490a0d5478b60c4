/** The web process asks here what day it is, and nowhere else. */
export {today} from "../../pipelines/clock.ts";
