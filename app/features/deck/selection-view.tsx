import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import form from "#app/ui/form.module.css";
import {Options} from "#app/ui/options.tsx";
import {DeckAnchor} from "#app/ui/screen-shape.tsx";
import styles from "./present.module.css";
import type {SelectionPage} from "./selections.server.ts";

/** The slides of a selection in their order, and what it is called. */
export function SelectionView({page, problem}: {page: SelectionPage; problem?: string}) {
  const {selection_id, slides, others} = page;
  return (
    <>
      <Card title="页面顺序">
        {slides.length === 0 && <EmptyState title="还没有页面">在各页的图表旁点“放进演示”，把图表选进来。</EmptyState>}
        {slides.length > 0 && (
          <p className={form.buttons}>
            <DeckAnchor to={`/present/${selection_id}`} className={button.primary}>
              打开演示
            </DeckAnchor>
          </p>
        )}
        <ol className={styles.list}>
          {slides.map((slide, at) => (
            <li key={slide.key} className={styles.line}>
              <span>
                {`${at + 2}. ${slide.title}`}
                <span className={styles.beside}>{slide.to && <Link to={slide.to}>{slide.words}</Link>}</span>
              </span>
              <Form method="post" className={styles.actions} preventScrollReset>
                <CsrfField />
                <input type="hidden" name="key" value={slide.key} />
                <Move intent="up" words="上移" isIdle={at === 0} title={slide.title} />
                <Move intent="down" words="下移" isIdle={at === slides.length - 1} title={slide.title} />
                <Move intent="remove-slide" words="移出" title={slide.title} />
              </Form>
            </li>
          ))}
        </ol>
        {others.length > 0 && (
          <Form method="post" className={form.row} preventScrollReset>
            <CsrfField />
            <label>
              <span>全局的页面</span>
              <select name="key">
                <Options of={others.map(({key: value, title: label}) => ({value, label}))} />
              </select>
            </label>
            <button type="submit" name="intent" value="add-slide" className={button.secondary}>
              加到最后
            </button>
          </Form>
        )}
      </Card>
      <Naming page={page} problem={problem} />
    </>
  );
}

interface MoveProps {
  intent: string;
  words: string;
  title: string;
  isIdle?: boolean;
}

function Move({intent, words, title, isIdle}: MoveProps) {
  return (
    <button
      type="submit"
      name="intent"
      value={intent}
      disabled={isIdle}
      className={button.small}
      aria-label={`${words}：${title}`}
    >
      {words}
    </button>
  );
}

function Naming({page, problem}: {page: SelectionPage; problem?: string}) {
  const {title, meeting_id, meetings} = page;
  return (
    <Card title="名称和会议">
      {problem && (
        <p role="alert" className={form.problem}>
          {problem}
        </p>
      )}
      <Form method="post" className={form.row}>
        <CsrfField />
        <label>
          <span>名称</span>
          <input name="title" defaultValue={title} maxLength={40} />
        </label>
        <label>
          <span>用于会议</span>
          <select name="meeting" defaultValue={meeting_id ?? ""}>
            <option value="">不指定</option>
            <Options of={meetings.map(({meeting_id: value, name}) => ({value, label: name}))} />
          </select>
        </label>
        <button type="submit" name="intent" value="change" className={button.secondary}>
          保存
        </button>
        <button type="submit" name="intent" value="remove" className={button.quiet}>
          删除这份演示
        </button>
      </Form>
    </Card>
  );
}
