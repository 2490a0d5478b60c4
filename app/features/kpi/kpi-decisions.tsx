import {Link} from "@remix-run/react";
import {formatDay} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import facts from "#app/ui/facts.module.css";
import type {Decision} from "./decisions.server.ts";

/** 议定事项 about the KPI and the deliverables behind it, each with its meeting. */
export function KpiDecisions({decisions}: {decisions: Decision[]}) {
  if (decisions.length === 0) return null;
  return (
    <Card title="议定事项">
      <ul>
        {decisions.map(({outcome_id, word, words, owner, due_on, meeting_id, body, held_on}) => (
          <li key={outcome_id}>
            <b>{word}</b> {words}
            {owner !== null && (
              <span className={facts.aside}>{`承办：${owner}${due_on ? `，期限：${due_on}` : ""}`}</span>
            )}{" "}
            <Link to={`/meetings/${meeting_id}`}>{`${formatDay(held_on)}${body}`}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
