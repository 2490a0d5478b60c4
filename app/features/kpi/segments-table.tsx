import {formatBare, formatRound, formatShown} from "#app/format.ts";
import {SlideLink} from "#app/ui/slide-link.tsx";
import {Sparkline} from "#app/ui/sparkline.tsx";
import {useIsNarrow} from "#app/ui/use-is-narrow.ts";
import type {KpiNumbers} from "./kpi.server.ts";
import type {SegmentGroup} from "./segments.ts";
import styles from "./segments-table.module.css";

type Values = (number | null)[];

function captionOf({dimension, is_list: isList}: SegmentGroup): string {
  if (dimension === "另列") return "另列事项";
  return isList ? dimension : `按${dimension}`;
}

interface SegmentsTableProps {
  code: string;
  groups: SegmentGroup[];
  months: KpiNumbers["segment_months"];
  /** What numerators and denominators count. */
  countedIn: string;
}

/**
 * Shows the parts of a number, for example by gender or age band, each month by month on one scale, and the figures that
 * the formula lists beside it.
 */
export function SegmentsTable({code, groups, months, countedIn}: SegmentsTableProps) {
  const valuesOf = new Map(months);
  const isNarrow = useIsNarrow();
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <details key={group.dimension} open={!isNarrow}>
          <summary>
            <h3>{captionOf(group)}</h3>
          </summary>
          <GroupTable group={group} valuesOf={valuesOf} countedIn={countedIn} />
          {group.rows.some(({value}) => value !== null) && (
            <SlideLink slideKey={`kpi:${code}/segments=${group.dimension}`} />
          )}
        </details>
      ))}
    </div>
  );
}

interface GroupTableProps {
  group: SegmentGroup;
  valuesOf: Map<string, Values>;
  countedIn: string;
}

function GroupTable({group, valuesOf, countedIn}: GroupTableProps) {
  const top = scaleOf(group, valuesOf);
  return (
    <table className={styles.table}>
      <caption className={top ? undefined : "visually-hidden"}>
        {top ? `小图为1月以来，同一刻度，顶端 ${formatRound(Math.ceil(top.value), top.unit)}` : captionOf(group)}
      </caption>
      <tbody>
        {group.rows.map(({segment, name, unit, value, is_hidden, hidden_until, numerator, denominator}) => (
          <tr key={segment}>
            <th scope="row">{name}</th>
            {top && (
              <td className={styles.line}>
                <Sparkline values={valuesOf.get(segment) ?? []} top={Math.ceil(top.value)} />
              </td>
            )}
            <td className={styles.value}>
              {formatShown({value, is_hidden, hidden_until}, unit)}
              {denominator !== null && (
                <span className={styles.parts}>
                  {`${formatBare(numerator)} / ${formatBare(denominator)} ${unit === "%" ? countedIn : ""}`}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The highest value of the parts in the year; undefined for lists, and where there is nothing to follow. */
function scaleOf(
  {dimension, is_list: isList, rows}: SegmentGroup,
  valuesOf: Map<string, Values>
): {value: number; unit: string} | undefined {
  const [first, ...others] = rows;
  if (dimension === "另列" || isList) return undefined;
  if (!first || others.length === 0 || others.some(({unit}) => unit !== first.unit)) return undefined;
  const all = rows.map(({segment}) => (valuesOf.get(segment) ?? []).filter((value) => value !== null));
  const value = Math.max(0, ...all.flat());
  return value > 0 && all.some((values) => values.length > 1) ? {value, unit: first.unit} : undefined;
}
