const NAMED = 10;

/** The first places of a kind in a file, and how many there are. */
export class FirstPlaces<Place = string> {
  readonly named: Place[] = [];
  count = 0;

  add(...places: Place[]): void {
    this.named.push(...places.slice(0, NAMED - this.named.length));
    this.count += places.length;
  }
}
