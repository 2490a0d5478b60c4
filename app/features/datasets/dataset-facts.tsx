import styles from "./dataset-facts.module.css";
import facts from "#app/ui/facts.module.css";
import type {DatasetPage} from "./datasets.server.ts";

export function DatasetFacts({dataset}: {dataset: DatasetPage}) {
  const {uploader, senders, exported_from, mode, key, owned_through, period} = dataset;
  return (
    <dl className={`${facts.facts} ${styles.list}`}>
      <dt>谁报送</dt>
      <dd>{uploader}</dd>
      <dt>谁可发送</dt>
      <dd>{senders}</dd>
      <dt>从哪里导出</dt>
      <dd>{exported_from}</dd>
      <dt>更新方式</dt>
      <dd>
        <b>{mode.word}</b>
        <span className={facts.aside}>{mode.meaning}</span>
      </dd>
      <dt>编号（识别同一行）</dt>
      <dd>
        {key}
        <span className={facts.aside}>同一份文件里不能重复。</span>
      </dd>
      {period && (
        <>
          <dt>按哪个日期统计</dt>
          <dd>{period}</dd>
        </>
      )}
      {owned_through && (
        <>
          <dt>属于哪个单位</dt>
          <dd>
            {`看${owned_through}`}
            <span className={facts.aside}>二级单位只能发送本单位的行。</span>
          </dd>
        </>
      )}
    </dl>
  );
}
