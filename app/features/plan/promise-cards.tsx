import {formatDay, formatMoment, formatShortMonth} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {EvidenceList} from "#app/ui/evidence-list.tsx";
import type {Promises} from "./promises.server.ts";

/** What proves a deliverable, which other due days were asked for, and what was found after it was closed. */
export function PromiseCards({promises}: {promises: Promises}) {
  const {reports, requests, lookBack, lookBacks} = promises;
  return (
    <>
      {reports.length > 0 && (
        <Card title="填报和佐证">
          <ul>
            {reports.map(({unit, month, percent, evidence}) => (
              <li key={unit}>
                {`${unit} ${formatShortMonth(month)}填报 ${percent} %`}
                <EvidenceList links={evidence.links} files={evidence.files} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {requests.length > 0 && (
        <Card title="延期申请">
          <ol reversed>
            {[...requests].reverse().map((request) => (
              <li key={request.request_id}>{requestText(request)}</li>
            ))}
          </ol>
        </Card>
      )}
      {(lookBack !== null || lookBacks.length > 0) && (
        <Card title="回头看" id="look-back">
          {lookBack && lookBack.found === null && (
            <p>{`${formatDay(lookBack.closed_on)}办结，应于${formatDay(lookBack.due_on)}回头看。`}</p>
          )}
          <ol reversed>
            {[...lookBacks].reverse().map((each) => (
              <li key={each.look_back_id}>
                {`${each.looked_on} ${each.looked_by ?? ""}：${each.result}。${each.sentence}`}
                <EvidenceList links={each.evidence.links} files={each.evidence.files} />
              </li>
            ))}
          </ol>
        </Card>
      )}
    </>
  );
}

const ANSWERS = {approved: "同意", refused: "不同意", withdrawn: "申请人撤回"};

function requestText(request: Promises["requests"][number]): string {
  const {asked_at, asked_by, due_on, wanted_on, reason, answer, answer_reason, answered_by, answered_at} = request;
  const asked = `${formatMoment(asked_at)} ${asked_by ?? ""} 申请由 ${due_on} 延到 ${wanted_on}：${reason}`;
  if (answer === null) return `${asked}。待校工会办公室答复。`;
  const why = answer_reason === null ? "" : `：${answer_reason}`;
  return `${asked}。${formatMoment(answered_at ?? "")} ${answered_by ?? ""} ${ANSWERS[answer]}${why}。`;
}
