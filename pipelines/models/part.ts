/** A piece of a warehouse that is computed as a whole, or taken over from the build before. */
export interface Part {
  name: string;
  /** SQL that names every table which it is computed from. */
  sql: string[];
  /** It has no rows, whatever the tables hold that its SQL names. */
  isEmpty?: boolean;
  /** What else it is computed from, as JSON. */
  given?: unknown;
}
