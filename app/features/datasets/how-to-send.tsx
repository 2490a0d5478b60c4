import {Link} from "@remix-run/react";
import {useMay} from "#app/ui/use-may.ts";
import buttons from "#app/ui/button.module.css";
import code from "#app/ui/code.module.css";
import styles from "./how-to-send.module.css";

export interface HowToSendProps {
  command: string;
  /** The dataset whose template is offered. */
  template?: {name: string};
  isOfficeOnly?: boolean;
}

export function HowToSend({command, template, isOfficeOnly}: HowToSendProps) {
  const maySend = useMay().includes("upload");
  return (
    <div className={styles.steps}>
      <p className={styles.buttons}>
        {maySend && (
          <Link
            className={buttons.secondary}
            data-primary
            to={`/submissions/new${template ? `?dataset=${template.name}` : ""}`}
          >
            上传文件
          </Link>
        )}
        {template && (
          <>
            <a className={buttons.secondary} href={`/templates/${template.name}.xlsx`} download>
              下载 Excel 模板
            </a>
            <a className={buttons.secondary} href={`/templates/${template.name}.csv`} download>
              下载 CSV 模板
            </a>
          </>
        )}
      </p>
      <ol className={styles.list}>
        <li>手头有表的，原样上传：Excel（xlsx）、CSV、TXT 都行，列的先后、上面的标题行、下面的合计行都不必动。</li>
        <li>
          没有表的，下载模板来填：有下拉选项，每列怎样填写在表头的批注里。工号、编码等列已设为“文本”，开头的 0 不会丢。
        </li>
        <li>
          先检查后发送：有一处要改，整份文件都不收，并逐处说明在哪一格、怎样改；改好后重发即可，重复发送不会重复计数，发错了可以撤回。
        </li>
      </ol>
      <details>
        <summary>由程序或在服务器上发送</summary>
        <pre className={`${code.code} ${styles.command}`} tabIndex={0}>
          <code>{command}</code>
        </pre>
        <dl className={styles.options}>
          <dt>
            <code>--as-of</code>
          </dt>
          <dd>
            数据截至哪天，如 <span className={styles.whole}>2026-03-31</span>；不写就是发送当天。
          </dd>
          {!isOfficeOnly && (
            <>
              <dt>
                <code>--unit</code>
              </dt>
              <dd>由哪个二级单位发送，写单位编码；不写就是校工会办公室。</dd>
            </>
          )}
          <dt>
            <code>--json</code>
          </dt>
          <dd>结果供程序读取，每份文件一行。</dd>
        </dl>
      </details>
    </div>
  );
}
