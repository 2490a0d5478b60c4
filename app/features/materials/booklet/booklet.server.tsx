import {renderToStaticMarkup} from "react-dom/server";
import {formatDay} from "#app/format.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import type {BookletOptions} from "./booklet-options.ts";
import {bookletStyle} from "./booklet-style.ts";
import {Contents, type Section} from "./contents.tsx";
import {Cover} from "./cover.tsx";
import {DecisionsSection} from "./decisions-section.tsx";
import {OverviewSection} from "./overview-section.tsx";
import {TaskSection} from "./task-section.tsx";
import {UnitsSection} from "./units-section.tsx";

/** A month's booklet as one HTML document for A4 that needs nothing else; equal input gives equal text. */
export function bookletDocument(state: FrozenState, options: BookletOptions): string {
  return `<!doctype html>\n${renderToStaticMarkup(<Booklet state={state} options={options} />)}`;
}

/** The sections in their order; their ids are the anchors of the document. */
export function bookletSections({tasks}: FrozenState): Section[] {
  return [
    {id: "overview", title: "总览"},
    ...tasks.map(({code, title}) => ({id: code, title: `${code} ${title}`})),
    {id: "units", title: "单位"},
    {id: "decisions", title: "议定事项"}
  ];
}

function Booklet({state, options}: {state: FrozenState; options: BookletOptions}) {
  const sections = bookletSections(state);
  const style = bookletStyle({
    title: options.title,
    corner: `数据截至 ${formatDay(state.fresh_to ?? state.on)}　口径 ${state.definitions}　状态 ${options.stateId}`,
    tasks: sections.filter(({id}) => state.tasks.some(({code}) => code === id))
  });
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{options.title}</title>
        <style dangerouslySetInnerHTML={{__html: style}} />
      </head>
      <body>
        <Cover state={state} options={options} />
        <Contents sections={sections} pages={options.pages} />
        <OverviewSection state={state} />
        {state.tasks.map((task) => (
          <TaskSection key={task.code} task={task} state={state} />
        ))}
        <UnitsSection state={state} />
        <DecisionsSection state={state} options={options} />
      </body>
    </html>
  );
}
