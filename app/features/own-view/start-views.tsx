import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import styles from "./own-view.module.css";
import type {OwnView} from "./own-view.server.ts";

interface StartViewsProps {
  starts: NonNullable<OwnView["starts"]>;
  /** What is shown on the page now. */
  codes: string[];
  action: string;
}

/** The office makes what is shown the start page of a role, or takes that back. */
export function StartViews({starts, codes, action}: StartViewsProps) {
  return (
    <Card title="各角色登录后的首页">
      <ul className={styles.starts}>
        {starts.map((start) => (
          <li key={start.role}>
            <b>{start.words}</b>
            <span className={styles.now}>
              {start.codes === null ? (
                "默认首页"
              ) : (
                <Link to={`/my?pins=${start.codes.join(",")}`}>{start.codes.join("、")}</Link>
              )}
            </span>
            <Form method="post" action={action} preventScrollReset className={styles.moves}>
              <CsrfField />
              <input type="hidden" name="role" value={start.role} />
              <input type="hidden" name="pins" value={codes.join(",")} />
              {codes.length > 0 && start.codes?.join() !== codes.join() && (
                <StartButton intent="start-set" title="把以上内容设为首页" of={start.words} />
              )}
              {start.codes !== null && <StartButton intent="start-usual" title="恢复默认" of={start.words} />}
              {start.isEverSet && <StartButton intent="start-undo" title="撤销上次改动" of={start.words} />}
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function StartButton({intent, title, of}: {intent: string; title: string; of: string}) {
  return (
    <button type="submit" name="intent" value={intent} className={button.quiet} aria-label={`${title}：${of}`}>
      {title}
    </button>
  );
}
