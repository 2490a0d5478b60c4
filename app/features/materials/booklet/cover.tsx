import {formatDay, formatMonth} from "#app/format.ts";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import type {BookletOptions} from "./booklet-options.ts";

/** The first page: what it is, of which meeting, and which numbers it shows. */
export function Cover({state, options}: {state: FrozenState; options: BookletOptions}) {
  const {title, meeting, stateId} = options;
  return (
    <section className="cover">
      <p className="plan">{`${state.plan.document_number}　${state.plan.title}`}</p>
      <h1>{title}</h1>
      <p className="month">{formatMonth(state.month)}</p>
      {meeting && <p className="meeting">{`${meeting.body}　${formatDay(meeting.held_on)}`}</p>}
      <dl>
        <Fact name="数据截至">{formatDay(state.fresh_to ?? state.on)}</Fact>
        <Fact name="判定日期">{formatDay(state.on)}</Fact>
        <Fact name="本月已报">{`${state.units_reported} 个单位，共 ${state.units_asked} 个`}</Fact>
        <Fact name="待审报送">{`${state.waiting} 份，已计入数字`}</Fact>
        <Fact name="口径版本">{state.definitions}</Fact>
        <Fact name="状态编号">{stateId}</Fact>
      </dl>
      <p className="aside">本册全部数字取自同一个冻结状态，与同一状态编号的演示、报告和工作簿一致。</p>
    </section>
  );
}

function Fact({name, children}: {name: string; children: string}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
