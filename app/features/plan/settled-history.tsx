import {Link} from "@remix-run/react";
import {formatMoment} from "#app/format.ts";
import type {DeliverablePage} from "./deliverable-page.server.ts";

/** Who settled what, and when, newest first. */
export function SettledHistory({history}: Pick<DeliverablePage, "history">) {
  if (history.length === 0) return <p className="secondary">还没有设定过，按计划原文的默认执行。</p>;
  return (
    <ol reversed>
      {[...history].reverse().map(({submission_id, sent_at, sent_by, columns}) => (
        <li key={submission_id}>
          <Link to={`/submissions/${submission_id}`}>{formatMoment(sent_at)}</Link>
          {sent_by && ` ${sent_by}`}
          <ul>
            {columns.map(({name, title, was, is}) => (
              <li key={name}>{`${title}：${was || "（未设定）"} → ${is || "（未设定）"}`}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
