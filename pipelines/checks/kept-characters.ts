import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract, Field} from "#pipelines/contracts/contract.ts";
import {boolean, text} from "#pipelines/duckdb/columns.ts";
import {rows} from "#pipelines/duckdb/rows.ts";
import {joined, literal} from "#pipelines/duckdb/sql-text.ts";
import {misreadText} from "#pipelines/files/misread.ts";
import {isIdentifier} from "./cell-words.ts";

const CHARACTERS_NAMED = 5;
/**
 * Characters that free text keeps, although they look like others or like nothing. Full-width punctuation, the wide
 * blank, ①, ℃ and Ⅲ are usual in Chinese texts.
 */
const KEPT =
  "[\\x{ad}\\x{a0}\\x{34f}\\x{61c}\\x{180e}\\x{2000}-\\x{200f}\\x{202a}-\\x{202f}\\x{205f}-\\x{206f}\\x{2e80}-\\x{2fdf}\\x{f900}-\\x{faff}\\x{feff}\\x{ff10}-\\x{ff19}\\x{ff21}-\\x{ff3a}\\x{ff41}-\\x{ff5a}\\x{1d400}-\\x{1d7ff}\\x{2f800}-\\x{2fa1f}]";
const EACH_KEPT = new RegExp(KEPT.replaceAll(/\\x\{([0-9a-f]+)\}/g, "\\u{$1}"), "gu");
/** Joined emoji need the joiner between them. */
const JOINED_EMOJI = /(\p{Extended_Pictographic}\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu;

/** Free text and names, which are kept as they are. */
export const isFreeText = (field: Field): boolean =>
  field.type === "string" && !isIdentifier(field) && !field.reference && !field.constraints?.enum;

/** Returns the characters of a text that a person would not expect in it, as `U+200B`. */
export function keptCharacters(text: string): string[] {
  const found = text.replace(JOINED_EMOJI, "$1").match(EACH_KEPT) ?? [];
  return [...new Set(found)].map(
    (character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`
  );
}

/** Returns one warning for each column of free text with such characters in `typed`. */
export async function keptCharacterNotes(db: DuckDBConnection, contract: Contract): Promise<string[]> {
  const notes: string[] = [];
  const names = contract.fields.filter(isFreeText).map(({name}) => name);
  const columns = names.map((name) => `t_${name}`);
  if (names.length === 0 || (await rows(db, {found: boolean}, questionOf(columns, "typed"))).length === 0) return notes;
  for (const name of names) {
    const cells = await rows(
      db,
      {value: text},
      `select distinct t_${name} as value from typed where ${holdsKept(`t_${name}`)}`
    );
    // Of a text that was decoded wrongly a finding of its own tells.
    const odd = cells
      .filter(({value}) => !misreadText(value))
      .map(({value}) => ({value, characters: keptCharacters(value)}));
    const found = odd.filter(({characters}) => characters.length > 0);
    if (found.length > 0) notes.push(await noteSql(db, name, found));
  }
  return notes;
}

async function noteSql(
  db: DuckDBConnection,
  name: string,
  found: {value: string; characters: string[]}[]
): Promise<string> {
  const cells = `kept_characters_${name}`;
  await db.run(`create or replace temp table ${cells} as select unnest(from_json($values, '["varchar"]')) as value`, {
    values: JSON.stringify(found.map(({value}) => value))
  });
  const characters = [...new Set(found.flatMap((each) => each.characters))].slice(0, CHARACTERS_NAMED);
  return `select min(record) as record, '${name}' as field, 'cell/kept-characters' as code, null::varchar as value,
    json_object('count', count(*), 'characters', ${literal(JSON.stringify(characters))}::json)::varchar as other
    from typed where t_${name} in (select value from ${cells}) having count(*) > 0`;
}

/** Returns the quick question for typed rows without their texts: whether there may be any such cell. */
export function hasKeptCharacters(contract: Contract, typed: string): string[] {
  const texts = contract.fields.filter(isFreeText).map(({name}) => name);
  return texts.length > 0 ? [questionOf(texts, typed)] : [];
}

function questionOf(texts: string[], typed: string): string {
  return `select true as found from ${typed} where ${holdsKept(joined(texts))} limit 1`;
}

function holdsKept(column: string): string {
  return `coalesce(regexp_matches(${column}, ${literal(KEPT)}), false)`;
}
