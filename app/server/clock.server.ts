/** The web process reads the day and the moment here and nowhere else. */
export {now, today} from "#pipelines/time/clock.ts";
