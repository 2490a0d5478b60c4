import {Form, Link} from "@remix-run/react";
import {MonthLines} from "#app/charts/month-lines.tsx";
import {formatBare, formatDay, formatShown} from "#app/format.ts";
import buttons from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import {FoldButton, useFold} from "#app/ui/folded.tsx";
import {LazyDetails} from "#app/ui/lazy-details.tsx";
import {Picker} from "#app/ui/picker.tsx";
import type {Wall, WallUnit} from "./wall.server.ts";
import type {WallOrder} from "./wall-order.ts";
import styles from "./wall-view.module.css";

const ORDERS: [WallOrder, string][] = [
  ["name", "按单位次序"],
  ["value", "按数值"],
  ["size", "按人数"]
];

/** The best and the last three stand on a phone until all are asked for. */
const ENDS_ON_PHONE = 3;

export function WallView({wall}: {wall: Wall}) {
  const {kpi, units, medians, fresh_to} = wall;
  const top = topOf(wall);
  const isYesNo = kpi.units === "missing";
  const placed = units.flatMap(({place}) => (place === null ? [] : [place])).toSorted((a, b) => a - b);
  const [third, lastThird] = [placed[ENDS_ON_PHONE - 1] ?? Infinity, placed.at(-ENDS_ON_PHONE) ?? Infinity];
  const isEnd = ({place, is_own}: WallUnit) => is_own || (place !== null && (place <= third || place >= lastThird));
  const rest = units.filter((unit) => !isEnd(unit)).length;
  const fold = useFold(units.length, units.length - rest);
  return (
    <Card>
      <Choice wall={wall} />
      <p className={styles.legend}>
        {isYesNo ? "" : `深线为该单位，浅线为各单位的中位数；各图同一刻度，从 0 到 ${formatBare(top)} ${kpi.unit}。`}
        {`${fresh_to === null ? "" : `数据截至${formatDay(fresh_to)}。`}`}
      </p>
      <ul className={styles.wall} data-folded={fold.isFolded || undefined}>
        {units.map((unit) => (
          <li
            key={unit.unit_code}
            data-own={unit.is_own || undefined}
            style={{"--place": unit.place ?? units.length + 1} as React.CSSProperties}
            className={isEnd(unit) ? undefined : fold.rowClass(units.length)}
          >
            <Link to={`/units/${unit.unit_code}?month=${wall.month}`} className={styles.tile}>
              <span className={styles.name}>{unit.unit_name}</span>
              <span className={styles.value}>
                <strong
                  className={styles.done}
                  data-done={isYesNo && unit.value !== null ? unit.value >= 100 : undefined}
                >
                  {valueWords(unit, kpi)}
                </strong>
                {unit.place !== null && !isYesNo && <span className="secondary">{`第 ${unit.place}`}</span>}
              </span>
              {!isYesNo && <MonthLines values={unit.values} compared={medians} top={top} label="" />}
            </Link>
          </li>
        ))}
      </ul>
      <FoldButton fold={fold} noun="个单位" />
      <LazyDetails className={styles.details} summary="数据表">
        <WallTable wall={wall} />
      </LazyDetails>
    </Card>
  );
}

function Choice({wall: {kpi, kpi_to, choices, month, sort}}: {wall: Wall}) {
  const orderTo = (order: WallOrder) => `/units?${new URLSearchParams({kpi: kpi.code, sort: order, month})}`;
  const isListed = choices.some(({code}) => code === kpi.code);
  return (
    <div className={styles.choice}>
      <Form method="get" action="/units" className={styles.picker}>
        <input type="hidden" name="month" value={month} />
        <input type="hidden" name="sort" value={sort} />
        <Picker
          name="kpi"
          label="指标"
          value={kpi.code}
          options={[...choices, ...(isListed ? [] : [kpi])].map(({code, name}) => ({
            value: code,
            label: `${code} ${name}`
          }))}
        />
        <button type="submit" className={buttons.small}>
          查看
        </button>
        <Link to={kpi_to} className={styles.link}>
          这项指标
        </Link>
      </Form>
      <nav aria-label="排列" className={styles.orders}>
        {ORDERS.map(([order, words]) => (
          <Link
            key={order}
            to={orderTo(order)}
            className={styles.link}
            aria-current={order === sort || undefined}
            preventScrollReset
          >
            {words}
          </Link>
        ))}
      </nav>
    </div>
  );
}

function WallTable({wall: {kpi, units, median}}: {wall: Wall}) {
  return (
    <DataTable
      caption={`各单位${kpi.name}`}
      rows={units}
      isMarked={({is_own}) => is_own}
      columns={[
        {key: "name", title: "单位", cell: ({unit_name}) => unit_name, value: ({unit_name}) => unit_name},
        {
          key: "value",
          title: `数值（${kpi.unit}）`,
          isNumber: true,
          cell: (unit) => valueWords(unit, kpi),
          value: ({value}) => value
        },
        {
          key: "numerator",
          title: "分子",
          isNumber: true,
          cell: ({numerator}) => formatBare(numerator),
          value: ({numerator}) => numerator
        },
        {
          key: "denominator",
          title: "分母",
          isNumber: true,
          cell: ({denominator}) => formatBare(denominator),
          value: ({denominator}) => denominator
        },
        {
          key: "difference",
          title: "与中位数之差",
          isNumber: true,
          cell: ({value}) => formatBare(differenceOf(value, median)),
          value: ({value}) => differenceOf(value, median)
        },
        {
          key: "people",
          title: "在岗人数",
          isNumber: true,
          cell: ({people}) => formatBare(people),
          value: ({people}) => people
        },
        {key: "place", title: "位次", isNumber: true, cell: ({place}) => place ?? "—", value: ({place}) => place}
      ]}
    />
  );
}

const tenths = (value: number) => Math.round(value * 10) / 10;

/** The difference of what is shown. */
const differenceOf = (value: number | null, median: number | null) =>
  value === null || median === null ? null : tenths(tenths(value) - tenths(median));

function valueWords(unit: WallUnit, kpi: Wall["kpi"]): string {
  if (kpi.units === "missing" && unit.value !== null) return unit.value >= 100 ? "✔ 已做到" : "■ 未做到";
  return formatShown(unit, kpi.unit);
}

function topOf({units, medians, kpi}: Wall): number {
  const most = Math.max(0, ...[...units.flatMap(({values}) => values), ...medians].filter((value) => value !== null));
  return kpi.unit === "%" ? Math.min(100, Math.ceil(most / 20) * 20) : Math.ceil(most);
}
