import loadHighs from "highs";

/** A number as the API tells it. */
export interface ToldCell {
  unit_code: string | null;
  /** YYYY-MM-DD */
  month: string;
  segment: string | null;
  numerator: number | null;
  denominator: number | null;
  hidden: boolean;
}

export interface Attack {
  told: ToldCell[];
  /** `units`, or a kind of segments. */
  kind: string;
  isShareOfPeople: boolean;
  /** The unit that asks, with its own numbers of every month and segment. */
  own?: {unit: string; numbers: ToldCell[]};
}

/** A hidden number and the least and the most that it can be. */
export interface Range {
  name: string;
  low: number;
  high: number;
}

const highs = await loadHighs();
const NAMES = ["numerator", "denominator"] as const;
type Name = (typeof NAMES)[number];

/**
 * The hidden numbers of one year that are known nearer than to `enough`, by integer programmes over everything that is
 * told: an attacker with the whole API, the rules and a solver.
 */
export function pinnedIn(attack: Attack, enough: number): Range[] {
  const programme = new Programme(attack);
  try {
    return programme.hiddenNumbers().flatMap((number) => {
      const {low, high} = programme.rangeOf(number, enough);
      return high - low < enough ? [{name: number, low, high}] : [];
    });
  } finally {
    programme.dispose();
  }
}

class Programme {
  private readonly model = highs.createModel();
  private readonly columns = new Map<string, number>();
  private readonly seen: {low: number; high: number}[] = [];
  private readonly months: string[];
  private readonly parts: Map<string, ToldCell>;
  private readonly mine: Map<string, ToldCell>;
  private readonly places: string[];

  constructor(private readonly attack: Attack) {
    const {told, own} = attack;
    this.model.options.set({output_flag: false});
    const headlines = told.filter(({unit_code, segment}) => unit_code === null && segment === null);
    this.months = headlines.map(({month}) => month).sort();
    this.parts = this.partsAmong(told.filter(({unit_code, segment}) => unit_code === null || segment === null));
    this.mine = this.partsAmong(own?.numbers ?? []);
    this.places = [...new Set([...this.parts.keys()].map((key) => key.split(" ")[0]!))];
    for (const place of this.places) for (const month of this.months) this.addNumbers(place, month);
    for (const place of this.places) for (const [at, month] of this.months.entries()) this.addRules(place, month, at);
    for (const headline of headlines) if (!headline.hidden) this.addTotal(headline);
  }

  hiddenNumbers(): string[] {
    return [...this.parts].flatMap(([key, cell]) =>
      cell.hidden && !this.isOwn(key.split(" ")[0]!) ? NAMES.map((name) => `${key} ${name}`) : []
    );
  }

  /** As far as it must be known: worlds that were found for other numbers are looked at first. */
  rangeOf(number: string, enough: number): {low: number; high: number} {
    const column = this.columns.get(number)!;
    for (const sense of [1, -1]) {
      const {low, high} = this.seen[column]!;
      if (high - low >= enough) break;
      this.solve(column, sense);
    }
    return this.seen[column]!;
  }

  dispose(): void {
    this.model.dispose();
  }

  private partsAmong(cells: ToldCell[]): Map<string, ToldCell> {
    const {kind} = this.attack;
    const placeOf = ({unit_code, segment}: ToldCell) =>
      kind === "units" ? segment === null && unit_code : segment?.startsWith(`${kind}=`) && segment;
    return new Map(cells.flatMap((cell) => (placeOf(cell) ? [[`${placeOf(cell)} ${cell.month}`, cell]] : [])));
  }

  private addNumbers(place: string, month: string): void {
    for (const name of NAMES) {
      this.columns.set(`${place} ${month} ${name}`, this.seen.length);
      this.seen.push({low: Infinity, high: -Infinity});
      this.model.addVar(...this.boundsOf(place, month, name));
      this.model.changeColIntegrality(this.seen.length - 1, highs.constants.variableType.integer);
    }
  }

  private boundsOf(place: string, month: string, name: Name): [number, number] {
    const mine = this.mineOf(place, month, name);
    if (this.isOwn(place)) return [mine, mine];
    const cell = this.parts.get(`${place} ${month}`);
    // Between quarter ends nothing is told; at a quarter's end what isn't there is nothing.
    if (![...this.parts.values()].some((each) => each.month === month)) return [mine, highs.infinity];
    if (cell?.hidden) return [Math.max(mine, name === "denominator" ? 1 : 0), highs.infinity];
    return [cell?.[name] ?? 0, cell?.[name] ?? 0];
  }

  private addRules(place: string, month: string, at: number): void {
    const column = (when: string, name: Name) => this.columns.get(`${place} ${when} ${name}`)!;
    const leastGrowth = (when: string, before: string, name: Name) =>
      this.mineOf(place, when, name) - this.mineOf(place, before, name);
    if (this.attack.isShareOfPeople) this.addDifference(column(month, "denominator"), column(month, "numerator"), 0);
    const before = this.months[at - 1];
    if (before === undefined) return;
    // Nothing shrinks within the year, nor does what is others'.
    for (const name of NAMES)
      this.addDifference(column(month, name), column(before, name), leastGrowth(month, before, name));
  }

  private addDifference(more: number, less: number, least: number): void {
    this.model.addRow(least, highs.infinity, {indices: [more, less], values: [1, -1]});
  }

  private addTotal(headline: ToldCell): void {
    for (const name of NAMES) {
      const indices = this.places.map((place) => this.columns.get(`${place} ${headline.month} ${name}`)!);
      const total = headline[name] ?? 0;
      this.model.addRow(total, total, {indices, values: indices.map(() => 1)});
    }
  }

  private solve(column: number, sense: number): void {
    this.model.changeColCost(column, sense);
    this.model.run();
    const status = this.model.getModelStatus();
    const isSolved = status === highs.constants.modelStatus.optimal;
    const found = isSolved ? [...this.model.getSolution().colValue] : [];
    this.model.changeColCost(column, 0);
    if (!isSolved) {
      if (status === highs.constants.modelStatus.infeasible)
        throw new Error(`what is told contradicts itself (${this.attack.kind})`);
      // Nothing holds it.
      this.seen[column]!.high = Infinity;
    }
    for (const [at, value] of found.entries()) {
      const {low, high} = this.seen[at]!;
      this.seen[at] = {low: Math.min(low, Math.round(value)), high: Math.max(high, Math.round(value))};
    }
  }

  private isOwn(place: string): boolean {
    return place === this.attack.own?.unit;
  }

  private mineOf(place: string, month: string, name: Name): number {
    return this.mine.get(`${place} ${month}`)?.[name] ?? 0;
  }
}
