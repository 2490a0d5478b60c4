import {Link} from "@remix-run/react";
import {useMemo} from "react";
import {Chart} from "#app/charts/chart.tsx";
import {DASH, formatBare, haveTenths} from "#app/format.ts";
import {addressOf} from "#app/ui/address.ts";
import {DataTable} from "#app/ui/data-table.tsx";
import {LazyDetails} from "#app/ui/lazy-details.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
import {Sentence} from "#app/ui/sentence.tsx";
import type {Column} from "#app/ui/table-column.ts";
import {useIsNarrow} from "#app/ui/use-is-narrow.ts";
import {WideDetails} from "#app/ui/wide-details.tsx";
import {chartOf, isTall, shortened} from "./panel-picture.ts";
import {areWide} from "./panel-widths.ts";
import type {Panel, PanelRow, PanelTable, Picture} from "./panel.ts";
import styles from "./panel-view.module.css";

interface PanelListProps {
  panels: Panel[];
  taskCode: string;
  search: string;
}

type PanelBodyProps = Omit<PanelListProps, "panels"> & {panel: Panel};

/** Shows the panels of a task; on a phone only the first is open. */
export function PanelList({panels, taskCode, search}: PanelListProps) {
  const wide = areWide(panels);
  return (
    <div className={styles.panels}>
      {panels.map((panel, index) => (
        <WideDetails
          key={panel.id}
          id={panel.id}
          className={[styles.panel, isTall(panel.picture) && styles.tall, wide[index] && styles.wide]
            .filter(Boolean)
            .join(" ")}
          isOpenOnPhone={index === 0}
          summary={<Sentence text={panel.title} />}
        >
          <PanelBody panel={panel} taskCode={taskCode} search={search} />
        </WideDetails>
      ))}
    </div>
  );
}

function PanelBody({panel, taskCode, search}: PanelBodyProps) {
  const {id, title, subtitle, picture, table, note, next = []} = panel;
  const columns = useMemo(() => columnsOf(table, search), [table, search]);
  return (
    <>
      {picture ? (
        <PanelChart panel={panel} picture={picture} columns={columns} />
      ) : (
        <>
          <h3 className={styles.title}>
            <Sentence text={title} />
          </h3>
          <p className={styles.subtitle}>{subtitle}</p>
          <DataTable caption={title} columns={columns} rows={table.rows} isMarked={isOwn} onScreen={ROWS_SHOWN} />
        </>
      )}
      {note && <p className="secondary">{note}</p>}
      <p className={styles.next}>
        {next.map(({words, to}) => (
          <Link key={words} to={addressOf(to, search)}>
            {words}
          </Link>
        ))}
        <SlideLink slideKey={`task:${taskCode}/${id}`} keyOfPart={(unit) => `task:${taskCode}/${id}@${unit}`} />
      </p>
    </>
  );
}

/** The first rows, and all of them when asked for. */
const ROWS_SHOWN = 8;

interface PanelChartProps {
  panel: Panel;
  picture: Picture;
  columns: Column<PanelRow>[];
}

/** On a phone, a tall heat map shows its ends first. */
function PanelChart({picture, ...props}: PanelChartProps) {
  const isNarrow = useIsNarrow();
  const short = isNarrow ? shortened(picture) : undefined;
  if (!short) return <PictureChart picture={picture} {...props} />;
  const {panel} = props;
  const whole = {...panel, id: `${panel.id}-all`, title: `${panel.title}（全部）`};
  return (
    <>
      <PictureChart picture={short} {...props} />
      <LazyDetails className={styles.rest} summary={`图中为首尾各三行，查看全部 ${panel.table.rows.length} 行`}>
        <PictureChart picture={picture} {...props} panel={whole} />
      </LazyDetails>
    </>
  );
}

function PictureChart({panel: {id, title, subtitle, table}, picture, columns}: PanelChartProps) {
  const {option, height} = useMemo(() => chartOf(picture), [picture]);
  return (
    <Chart
      title={title}
      subtitle={subtitle}
      description={`${title}。${subtitle}。`}
      option={option}
      height={height}
      table={{columns, rows: table.rows}}
      fileName={id}
      width={520}
    />
  );
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
const isOwn = (row: PanelRow) => row.isOwn === true;

function columnsOf({columns, rows}: PanelTable, search: string): Column<PanelRow>[] {
  return columns.map(({title, unit}, at) => {
    const cellOf = ({cells}: PanelRow) => cells[at] ?? null;
    const hasTenths = haveTenths(rows.map(cellOf), unit);
    return {
      key: `${at}`,
      title: unit ? `${title}（${unit}）` : title,
      isNumber: unit !== undefined,
      value: cellOf,
      cell: (row) => {
        const cell = cellOf(row);
        const text = typeof cell === "number" ? formatBare(cell, unit, hasTenths) : (cell ?? DASH);
        if (at === 0 && row.to) return <Link to={addressOf(row.to, search)}>{text}</Link>;
        return isDay(text) ? <span className={styles.day}>{text}</span> : text;
      }
    };
  });
}
