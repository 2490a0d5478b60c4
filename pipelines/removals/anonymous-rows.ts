import {type Contract, fieldOf} from "#pipelines/contracts/contract.ts";
import type {KeptRows} from "#pipelines/accepted/kept-rows.ts";
import {endOf, personalKeys, personColumns} from "./person-columns.ts";

/**
 * How the rows of a submission are anonymised. `everybody`: all rows, with the codes that `pseudonyms` contains. `one`:
 * rows that name the single person in `pseudonyms`. `nothing-left`: the submission was withdrawn, so no number needs
 * its rows.
 */
export type AnonymousScope = "everybody" | "one" | "nothing-left";

export const REMOVED_WORD = "已删除";

/** Selects the rows as they will be, in their order, with `is_changed`. */
export function anonymousSql(contract: Contract, kept: KeptRows, extent: AnonymousScope): string {
  const people = personColumns(contract).filter((name) => kept.columns.includes(name));
  const keys = extent === "one" ? personalKeys(contract).filter((name) => kept.columns.includes(name)) : [];
  const isNamed =
    [
      ...people.map((name) => `of_${name}.code is not null`),
      ...keys.map((name) => `${withoutCode(`kept.${name}`)} is distinct from kept.${name}`)
    ].join(" or ") || "false";
  const ends = kept.columns.map((name) => {
    const end = endOf(contract, fieldOf(contract, name));
    const to = keys.includes(name) ? withoutCode(`kept.${name}`) : endSql(end, name);
    // The code is replaced wherever the person occurs; other columns belong to the person whom the row names.
    const isAlways = extent !== "one" || end === "pseudonym" || keys.includes(name);
    return {name, to: isAlways || to === `kept.${name}` ? to : `if(${isNamed}, ${to}, kept.${name})`};
  });
  const changed = ends.filter(({name, to}) => to !== `kept.${name}`);
  const isChanged =
    extent === "nothing-left"
      ? "true"
      : changed.map(({name, to}) => `(${to}) is distinct from kept.${name}`).join(" or ") || "false";
  return `select ${ends.map(({name, to}) => `${to} as ${name}`).join(", ")}, ${isChanged} as is_changed, kept.row_at
    from ${kept.sql} as kept
    ${people.map((name) => `left join pseudonyms as of_${name} on of_${name}.code = kept.${name}`).join("\n")}`;
}

function endSql(end: ReturnType<typeof endOf>, name: string): string {
  const from = `kept.${name}`;
  switch (end) {
    case "pseudonym":
      return `coalesce(of_${name}.pseudonym, ${from})`;
    case "word":
      // Blanks stay blank, because some numbers count filled cells.
      return `if(nullif(trim(${from}), '') is null, ${from}, '${REMOVED_WORD}')`;
    case "month":
      return `date_trunc('month', ${from})::date`;
    case "empty":
      // A null that keeps the column's type.
      return `nullif(${from}, ${from})`;
    case undefined:
      return from;
  }
}

const EDGE = "[^0-9A-Za-z]";

/** Replaces the person's code inside a record's number, where it is a word of its own. */
function withoutCode(from: string): string {
  return `(select regexp_replace(${from}, '(^|${EDGE})' || regexp_escape(code) || '($|${EDGE})', '\\1' || pseudonym || '\\2', 'g') from pseudonyms)`;
}
