import styles from "./how-to-send.module.css";

export interface HowToSendProps {
  command: string;
  /** The dataset whose template is offered. */
  template?: {name: string};
  isOfficeOnly?: boolean;
}

export function HowToSend({command, template, isOfficeOnly}: HowToSendProps) {
  return (
    <div className={styles.steps}>
      {template && (
        <p>
          <a className={styles.button} href={`/templates/${template.name}.csv`} download>
            下载 CSV 模板
          </a>
        </p>
      )}
      <ol className={styles.list}>
        <li>按模板整理，列的先后不限。示例行只供参照，发送前请删去。</li>
        <li>
          在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”，GBK 编码也认。工号、编码等列请先设为“文本”，免得开头的 0
          丢失。
        </li>
        <li>
          在服务器上的项目目录里运行：
          <pre className={styles.command} tabIndex={0}>
            <code>{command}</code>
          </pre>
        </li>
      </ol>
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
      <p className="secondary">
        有一处要改，整份文件都不收，并逐处说明在哪一格、怎样改；改好后重发即可，重复发送不会重复计数。
      </p>
    </div>
  );
}
