import type {ChartColours} from "./theme.ts";

type Colour = string | readonly Colour[] | {readonly [name: string]: Colour};

/** Returns the colours as names of CSS variables, so that one drawing serves a light and a dark ground. */
export function namedColours(colours: ChartColours): ChartColours {
  const {series, signs, differences, ...plain} = colours;
  const named = (name: string) => `var(--chart-${name})`;
  const all = <T extends object>(prefix: string, of: T) =>
    Object.fromEntries(Object.keys(of).map((key) => [key, named(prefix + key)])) as {[key in keyof T]: string};
  return {
    ...all("", plain),
    signs: all("sign-", signs),
    differences: all("", differences),
    series: series.map((_, at) => named(`series-${at}`))
  };
}

/** Returns their values as CSS declarations. */
export function colourDeclarations({series, signs, differences, ...plain}: ChartColours): string {
  const entries: [string, Colour][] = [
    ...Object.entries(plain),
    ...Object.entries(signs).map(([sign, colour]): [string, Colour] => [`sign-${sign}`, colour]),
    ...Object.entries(differences),
    ...series.map((colour, at): [string, Colour] => [`series-${at}`, colour])
  ];
  return entries.map(([name, colour]) => `--chart-${name}:${String(colour)};`).join("");
}
