/** The web process asks here what day and moment it is, and nowhere else. */
export {now, today} from "#pipelines/time/clock.ts";
