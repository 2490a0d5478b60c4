import type {Place} from "#pipelines/findings/findings.ts";

/** Where rows of the typed file stand in the sender's: `at` counts the typed rows from 0. */
export type RowPlaces = (wanted: {at: number; field?: string}[]) => Promise<Place[]>;
