import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import form from "#app/ui/form.module.css";
import type {AddSlidePage} from "./selections.server.ts";
import styles from "./present.module.css";

/** Asks which selection takes a slide. */
export function AddSlideView({page, problem}: {page: AddSlidePage; problem?: string}) {
  const {slide, selections, back, month} = page;
  // What is refused is shown again, so the address keeps what was asked for.
  const action = `/present/add?${new URLSearchParams({key: slide.key, month, back})}`;
  return (
    <Card title={slide.title}>
      <p className="secondary">{slide.subtitle}</p>
      {problem && (
        <p role="alert" className={form.problem}>
          {problem}
        </p>
      )}
      <ul className={styles.list}>
        {selections.map(({selection_id, title, count, hasSlide}) => (
          <li key={selection_id} className={styles.line}>
            <span>
              <b>{title}</b>
              <span className={styles.beside}>{`${count} 页`}</span>
            </span>
            {hasSlide ? (
              <span>已在里面</span>
            ) : (
              <Form method="post" action={action}>
                <CsrfField />
                <input type="hidden" name="key" value={slide.key} />
                <button type="submit" name="selection" value={selection_id} className={button.small}>
                  放进这份
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" action={action} className={form.row}>
        <CsrfField />
        <input type="hidden" name="key" value={slide.key} />
        <label>
          <span>新的自选演示</span>
          <input name="title" placeholder="如：十二月常委会" maxLength={40} />
        </label>
        <button type="submit" className={selections.length === 0 ? button.primary : button.secondary}>
          新建并放进
        </button>
      </Form>
      <p className={form.buttons}>
        <Link to={back} className={button.secondary}>
          返回原页
        </Link>
      </p>
    </Card>
  );
}
