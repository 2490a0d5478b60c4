import {Link} from "@remix-run/react";
import {Card} from "#app/ui/card.tsx";
import {waitingText} from "../waiting-text.ts";
import type {Completeness} from "./completeness.server.ts";

/** 待名册确认: submissions with people who are in no roster yet; renders nothing without any. */
export function WaitingList({waiting}: Pick<Completeness, "waiting">) {
  if (waiting.length === 0) return null;
  return (
    <Card title="待名册确认" id="waiting">
      <p className="secondary">
        下列报送里有不在名册里的工号，发送时已确认为新入职或调入；名册里有了这些工号，会自动计入数字。
      </p>
      <ul>
        {waiting.map((each) => (
          <li key={each.submission_id}>
            {`${each.sender}，`}
            <Link to={`/submissions/${each.submission_id}`}>{each.title}</Link>
            {`：${waitingText(each)}`}
          </li>
        ))}
      </ul>
    </Card>
  );
}
