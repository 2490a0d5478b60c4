/** A server under load. */
export interface SoakSite {
  origin: string;
  pid: number;
}
