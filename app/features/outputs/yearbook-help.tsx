import {Link} from "@remix-run/react";
import {Card} from "#app/ui/card.tsx";
import styles from "./outputs.module.css";
import type {YearbookDraft} from "./yearbook.server.ts";

/** How the office sends the year's rows, and what each source counts; not printed. */
export function YearbookHelp({draft: {sources, maySend}}: {draft: YearbookDraft}) {
  return (
    <div className={styles.screenOnly}>
      <Card title="统计代码表">
        {maySend && (
          <p>
            <Link to="/submissions/new?dataset=yearbook_rows">上传统计代码表</Link>
            {"，可先下载"}
            <a href="/outputs/yearbook/example">示例表</a>
            {"或"}
            <a href="/templates/yearbook_rows.xlsx">空白模板</a>
            {"。示例表的代码是虚构的，请按当年下发的调查表填写。"}
          </p>
        )}
        <details>
          <summary>{`取数方式（${sources.length} 种）`}</summary>
          <dl className={styles.sources}>
            {sources.map(({source, meaning}) => (
              <div key={source}>
                <dt>{source}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
      </Card>
    </div>
  );
}
