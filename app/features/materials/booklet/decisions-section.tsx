import {formatDay} from "#app/format.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import type {BookletOptions, BookletOutcome} from "./booklet-options.ts";
import {TableHead} from "./table-head.tsx";

/** 议定事项: what the meeting came to, and the action items that are still open. */
export function DecisionsSection({state, options}: {state: FrozenState; options: BookletOptions}) {
  const {meeting, outcomes} = options;
  return (
    <section id="decisions" className="chapter">
      <h2>议定事项</h2>
      {outcomes && (
        <>
          <h3>{meeting ? `${meeting.body}，${formatDay(meeting.held_on)}` : "本次会议"}</h3>
          {outcomes.length === 0 ? <p>本次会议没有议定事项。</p> : <Outcomes outcomes={outcomes} />}
        </>
      )}
      <h3>{`${outcomes ? "会前" : ""}未办结的交办 ${state.action_items.length} 项`}</h3>
      {state.action_items.length === 0 ? (
        <p>{`截至数字冻结时，${outcomes ? "以前的会议" : ""}没有未办结的交办事项。`}</p>
      ) : (
        <ActionItems items={state.action_items} />
      )}
    </section>
  );
}

function Outcomes({outcomes}: {outcomes: BookletOutcome[]}) {
  return (
    <table aria-label="会议议定的事项">
      <TableHead columns={["类别", "事项", "承办", "期限"]} />
      <tbody>
        {outcomes.map(({kind, words, owner, due_on}, at) => (
          <tr key={at}>
            <td className="short">{kind}</td>
            <td>{words}</td>
            <td>{owner ?? "—"}</td>
            <td className="short">{due_on ?? "—"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ActionItems({items}: {items: FrozenState["action_items"]}) {
  return (
    <table aria-label="未办结的交办事项">
      <TableHead columns={["事项", "承办", "期限", "现状", "会议"]} />
      <tbody>
        {items.map(({id, words, owner, due_on, state_words, overdue, answer, body, held_on}) => (
          <tr key={id}>
            <td>
              {words}
              {answer && <small className="below">{answer}</small>}
            </td>
            <td>{owner}</td>
            <td className="short">{due_on}</td>
            <td>{overdue > 0 ? `${state_words}，逾期 ${overdue} 天` : state_words}</td>
            <td>
              {body}
              <small className="below">{held_on}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
