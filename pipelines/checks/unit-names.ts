/** A name people use for a unit: its own, or an alias the office keeps. */
export interface UnitName {
  unit_code: string;
  name: string;
  /** The unit's own name, to be shown. */
  title: string;
}

/** A unit's name as compared: without blanks, the university before it and the union behind it. */
export function unitKey(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/^中国矿业大学(?=.)/, "")
    .replace(/(.)(二级单位工会|分工会|工会)$/, "$1")
    .toLowerCase();
}

/** The unit that bears this name, where exactly one does. */
export function unitNamed(value: string, names: UnitName[]): UnitName | undefined {
  const exact = only(names.filter(({name}) => name === value));
  return exact ?? only(names.filter(({name}) => unitKey(name) === unitKey(value)));
}

/** The unit whose name has these characters in their order, as short forms do, where exactly one has: a question, no answer. */
export function unitLike(value: string, names: UnitName[]): UnitName | undefined {
  const wanted = [...unitKey(value)];
  if (wanted.length < 2) return undefined;
  return only(names.filter(({name}) => isWithin(wanted, unitKey(name))));
}

function isWithin(wanted: string[], name: string): boolean {
  let from = 0;
  return wanted.every((character) => {
    const at = name.indexOf(character, from);
    from = at + character.length;
    return at !== -1;
  });
}

function only(found: UnitName[]): UnitName | undefined {
  return new Set(found.map(({unit_code}) => unit_code)).size === 1 ? found[0] : undefined;
}
