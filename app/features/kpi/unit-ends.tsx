import {formatValue} from "#app/format.ts";
import {KeptLink} from "#app/ui/kept-link.tsx";
import type {RankedUnit, Ranking} from "./ranking.ts";
import {CHANCE_WORDS} from "./ranking-sentence.ts";
import {sizeWords} from "./unit-funnel.tsx";
import styles from "./unit-ends.module.css";

const AT_EACH_END = 3;

/** The first three and the last three units, and the reader's own, before the whole list is opened. */
export function UnitEnds({ranking, measureUnit}: {ranking: Ranking; measureUnit: string}) {
  const {units} = ranking;
  if (units.length <= 2 * AT_EACH_END) return null;
  const [first, last] = [units.slice(0, AT_EACH_END), units.slice(-AT_EACH_END)];
  const own = units.find(({is_own}) => is_own);
  const isBetween = own !== undefined && ![...first, ...last].includes(own);
  return (
    <dl className={styles.ends}>
      <End title="前三" units={first} measureUnit={measureUnit} />
      {isBetween && <End title="本单位" units={[own]} measureUnit={measureUnit} />}
      <End title="后三" units={last} measureUnit={measureUnit} />
    </dl>
  );
}

function End({title, units, measureUnit}: {title: string; units: RankedUnit[]; measureUnit: string}) {
  return (
    <div>
      <dt>{title}</dt>
      {units.map((unit) => (
        <dd key={unit.unit_code} data-own={unit.is_own || undefined}>
          <span>
            {`${unit.place}. `}
            <KeptLink to={`/units/${unit.unit_code}`}>{unit.unit_name}</KeptLink>
          </span>
          <b>{formatValue(unit.value, measureUnit)}</b>
          <span className="secondary">{asideOf(unit)}</span>
        </dd>
      ))}
    </div>
  );
}

/** “8 / 30 人，明显低，欠报 2 份” */
export function asideOf(unit: RankedUnit): string {
  const {chance, owed = 0} = unit;
  return [chance && `${sizeWords(unit)}，${CHANCE_WORDS[chance]}`, owed > 0 && `欠报 ${owed} 份`]
    .filter(Boolean)
    .join("，");
}
