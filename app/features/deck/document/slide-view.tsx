import type {CSSProperties} from "react";
import {StatusShape} from "#app/ui/status-mark.tsx";
import {cellWords, headWords, isNumber, isStatus, unitWords} from "../layout/slide-cell.ts";
import {drawing} from "../layout/slide-drawing.ts";
import type {FittedSlide, SlideLayout} from "../layout/slide-layout.ts";
import type {ChartBox} from "../layout/slide-picture.ts";
import {together} from "../layout/slide-words.ts";
import type {SlideFigure, SlideItem, SlidePicture, SlideTable} from "../slide.ts";

export interface SlideViewProps {
  slide: FittedSlide;
  /** Its place, from 1. */
  number: number;
  count: number;
}

/** One slide with its notes. Its size is its element's: full screen, a preview or a page. */
export function SlideView({slide, number, count}: SlideViewProps) {
  const {key, title, minutes, layout, body} = slide;
  return (
    <section
      className={body.kind === "cover" ? "slide slide-cover" : "slide"}
      id={`s${number}`}
      data-key={key}
      data-minutes={Math.round(minutes * 100) / 100}
      aria-label={`第 ${number} / ${count} 页　${title}`}
      style={variables({min: layout.min, title: layout.title, number: layout.number})}
    >
      <div className="slide-page">
        <div className="slide-top">
          {slide.part && <span className="slide-part">{slide.part}</span>}
          <span className="slide-corner">{together(layout.corner)}</span>
        </div>
        {body.kind === "cover" ? (
          <Cover slide={slide} lines={body.lines} />
        ) : (
          <Content slide={slide} id={`s${number}`} />
        )}
        <div className="slide-foot">
          <span className="slide-source">{together(layout.sourceWords)}</span>
          <span className="slide-count">{`${number} / ${count}`}</span>
        </div>
      </div>
      <aside className="slide-notes" hidden>
        <ul>
          {slide.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <p>{`来源：${slide.source.words}`}</p>
      </aside>
    </section>
  );
}

/** CSS variables of slide.css. */
export const variables = (values: Record<string, number>): CSSProperties =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--slide-${name}`, value]));

function Cover({slide: {title, subtitle, layout}, lines}: {slide: FittedSlide; lines: string[]}) {
  return (
    <div className="slide-body">
      <h2 className="slide-title" style={variables({cover: layout.cover ?? layout.title})}>
        {together(title)}
      </h2>
      <p className="slide-subtitle">{together(subtitle)}</p>
      <div className="slide-lines">
        {lines.map((line) => (
          <p key={line}>{together(line)}</p>
        ))}
      </div>
    </div>
  );
}

function Content({slide, id}: {slide: FittedSlide; id: string}) {
  const {title, subtitle, note} = slide;
  return (
    <>
      <h2 className="slide-title">{together(title)}</h2>
      {subtitle && <p className="slide-subtitle">{together(subtitle)}</p>}
      <div className="slide-body">
        <Body slide={slide} id={id} />
      </div>
      {note && <p className="slide-note">{together(note)}</p>}
    </>
  );
}

function Body({slide: {body, layout, title}, id}: {slide: FittedSlide; id: string}) {
  switch (body.kind) {
    case "figures":
      return <Figures figures={body.figures} across={layout.across ?? 1} />;
    case "table":
      return <Table table={body.table} layout={layout} caption={title} />;
    case "list":
      return <List items={body.items} layout={layout} />;
    case "picture":
      return <Chart picture={body.picture} table={body.table} layout={layout} id={id} />;
    case "cover":
      return null;
  }
}

function Figures({figures, across}: {figures: SlideFigure[]; across: number}) {
  return (
    <div className="slide-figures" style={variables({across})}>
      {figures.map(({name, value, text, compared, delta}) => (
        <div key={name} className="slide-figure">
          <p>{together(name)}</p>
          <p className="slide-number" data-missing={value === null || undefined}>
            {together(text)}
          </p>
          {compared && <p className="slide-compared">{together(compared)}</p>}
          {delta && (
            <p className="slide-delta" data-better={delta.isBetter ?? undefined}>
              {together(delta.text)}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}

function Mark({words}: {words: string}) {
  return (
    <span className="slide-mark" data-status={words}>
      {isStatus(words) && <StatusShape status={words} />}
      {words}
    </span>
  );
}

function Table({table: {columns, rows}, layout, caption}: {table: SlideTable; layout: SlideLayout; caption: string}) {
  return (
    <table className="slide-table" aria-label={caption}>
      <colgroup>
        {columns.map(({title}, at) => (
          <col key={title} style={{width: `${(layout.shares?.[at] ?? 0).toFixed(3)}%`}} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col" className={isNumber(column) ? "slide-cell-number" : undefined}>
              {column.title}
              {column.unit && <span className="slide-unit">{unitWords(column)}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {columns.map((column, index) => (
              <Cell key={column.title} words={cellWords(row[index] ?? null, column)} isNumber={isNumber(column)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({words, isNumber}: {words: string; isNumber: boolean}) {
  if (isNumber) return <td className="slide-cell-number">{words}</td>;
  return <td>{isStatus(words) ? <Mark words={words} /> : together(words)}</td>;
}

function List({items, layout}: {items: SlideItem[]; layout: SlideLayout}) {
  return (
    <ul className="slide-list" style={variables({...layout.list})}>
      {items.map(({mark, words, aside}, at) => (
        <li key={at} className="slide-item">
          <span>{mark && <Mark words={mark} />}</span>
          <span>{together(words)}</span>
          <span className="slide-aside">{aside && together(aside)}</span>
        </li>
      ))}
    </ul>
  );
}

interface ChartProps {
  picture: SlidePicture;
  table: SlideTable;
  layout: SlideLayout;
  id: string;
}

type Kind = "wide" | "narrow";

/** Both drawings; slide.css shows the one whose box fits the screen. */
function Chart({picture, table, layout: {boxes, min, highest}, id}: ChartProps) {
  if (!boxes) return null;
  const label = chartWords(table);
  const {wide, narrow} = boxes;
  const svgOf = (kind: Kind, box: ChartBox) => drawing(picture, box, {name: `${id}${kind}`, min, highest});
  const ofWide = svgOf("wide", wide);
  // A deck for a wide screen has the same box twice, and drawing takes most of the time of its opening.
  const isSame = wide.width === narrow.width && wide.height === narrow.height;
  const ofNarrow = isSame ? ofWide.replaceAll(`${id}wide-`, `${id}narrow-`) : svgOf("narrow", narrow);
  const shown = (kind: Kind, box: ChartBox, svg: string) => (
    <div
      className={`slide-chart slide-chart-${kind}`}
      role="img"
      aria-label={label}
      style={variables({width: box.width, height: box.height})}
      dangerouslySetInnerHTML={{__html: svg}}
    />
  );
  return (
    <>
      {shown("wide", wide, ofWide)}
      {shown("narrow", narrow, ofNarrow)}
    </>
  );
}

/** The rows behind a chart, for who hears them. */
function chartWords({columns, rows}: SlideTable): string {
  return rows
    .map((row) => columns.map((column, at) => `${headWords(column)} ${cellWords(row[at] ?? null, column)}`).join("，"))
    .join("；");
}
