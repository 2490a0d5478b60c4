import type {MaterialKind} from "./material-kind.ts";

/** Everything that can be made from a frozen state, in the order in which it is offered. */
export const KINDS: MaterialKind[] = [];
