import {Form, Link} from "@remix-run/react";
import {formatMoment, formatMonth} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import form from "#app/ui/form.module.css";
import {Options} from "#app/ui/options.tsx";
import {DeckAnchor, ScreenShapeField} from "#app/ui/screen-shape.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {DeckChoice} from "./decks.server.ts";
import {isStatus} from "./layout/slide-cell.ts";
import styles from "./present.module.css";
import type {PresentPage} from "./present.server.ts";

/** What can be projected: for a meeting from its frozen numbers, or at once from the present ones. */
export function PresentView({page, search}: {page: PresentPage; search: string}) {
  if (page.problem) return <EmptyState title="还没有可放映的数字">{page.problem}</EmptyState>;
  return (
    <>
      {page.mayMake && <MeetingDecks page={page} />}
      <Card title="现成的演示">
        <ul className={styles.decks}>
          {page.ready.map((deck) => (
            <DeckLink key={deck.code} deck={deck} search={search} />
          ))}
        </ul>
        <UnitChoice units={page.units} month={page.month} />
      </Card>
      <Card title="每项任务一份">
        <ul className={styles.decks}>
          {page.tasks.map((deck) => (
            <DeckLink key={deck.code} deck={deck} search={search} />
          ))}
        </ul>
      </Card>
      <Selections page={page} search={search} />
      {page.mayMake && <Room page={page} />}
    </>
  );
}

function DeckLink({deck: {code, title, about}, search}: {deck: DeckChoice; search: string}) {
  return (
    <li>
      <DeckAnchor to={`/present/${code}${search}`} className={styles.deck}>
        <b>{title}</b>
        {isStatus(about) ? <StatusMark status={about} /> : <span className="secondary">{about}</span>}
      </DeckAnchor>
    </li>
  );
}

/** A meeting's deck opens from the numbers that were frozen for it. */
function MeetingDecks({page}: {page: PresentPage}) {
  const {meetings, month} = page;
  return (
    <Card title="会议">
      {meetings.length === 0 && (
        <p>
          没有待召开的会议。<Link to="/meetings/new">新建会议</Link>
          以后，可以把数字冻结下来，演示和会后的材料用同一份数字。
        </p>
      )}
      <ul className={styles.list}>
        {meetings.map(({meeting_id, body, held_on, state_words, frozen}) => (
          <li key={meeting_id} className={styles.line}>
            <span>
              <Link to={`/meetings/${meeting_id}`}>
                <b>{`${held_on} ${body}`}</b>
              </Link>
              <span className={styles.beside}>
                {frozen
                  ? `${formatMonth(frozen.month)}的数字已于 ${formatMoment(frozen.frozen_at)} 冻结，状态 ${frozen.id}`
                  : `${state_words}，数字还没有冻结`}
              </span>
            </span>
            <span className={styles.actions}>
              <Form method="post" action={`/present?index&month=${month}`} reloadDocument>
                <CsrfField />
                <input type="hidden" name="meeting" value={meeting_id} />
                <ScreenShapeField />
                <select
                  name="deck"
                  aria-label={`${held_on} ${body}放映哪一份`}
                  defaultValue={chosenFor(page, meeting_id)}
                >
                  <Options of={decksOf(page)} />
                </select>
                <button type="submit" name="intent" value="open" className={frozen ? button.small : button.primary}>
                  {frozen ? "打开演示" : "冻结数字并打开演示"}
                </button>
              </Form>
              {frozen && <Link to={`/present/meetings/${meeting_id}?month=${month}`}>更新到最新</Link>}
              {frozen && <Link to={`/reports?meeting=${meeting_id}`}>会议材料</Link>}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Everything that can be projected in a meeting; decks of single units are below. */
const decksOf = ({ready, tasks, selections}: PresentPage) => [
  ...[...ready, ...tasks].map(({code, title}) => ({value: code, label: title})),
  ...selections.map(({selection_id, title}) => ({value: selection_id, label: title}))
];

/** The slides that were chosen for a meeting, else the monthly deck. */
const chosenFor = ({selections}: PresentPage, meetingId: string) =>
  selections.find(({meeting_id}) => meeting_id === meetingId)?.selection_id ?? "monthly";

function UnitChoice({units, month}: {units: DeckChoice[]; month: string}) {
  if (units.length === 0) return null;
  return (
    <Form action="/present/unit" reloadDocument className={form.row}>
      <input type="hidden" name="month" value={month} />
      <ScreenShapeField />
      <label>
        <span>一个单位</span>
        <select name="code">
          <Options of={units.map(({code, title}) => ({value: code.replace("unit-", ""), label: title}))} />
        </select>
      </label>
      <button type="submit" className={button.secondary}>
        打开
      </button>
    </Form>
  );
}

function Selections({page: {selections, mayMake}, search}: {page: PresentPage; search: string}) {
  return (
    <Card title="自选演示">
      {selections.length === 0 && <p>还没有自选演示。在各页的图表旁点“放进演示”，就可以自己选页。</p>}
      <ul className={styles.list}>
        {selections.map(({selection_id, title, count, made_by_name}) => (
          <li key={selection_id} className={styles.line}>
            <span>
              <DeckAnchor to={`/present/${selection_id}${search}`}>
                <b>{title}</b>
              </DeckAnchor>
              <span className={styles.beside}>{`${count} 页，${made_by_name}`}</span>
            </span>
            {mayMake && <Link to={`/present/selections/${selection_id}`}>调整</Link>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The size of the smallest text follows from the farthest seat. */
function Room({page: {room}}: {page: PresentPage}) {
  return (
    <Card title="会场">
      <p className="secondary">
        填了以后，最小的字按后排能看清来定；放不下的内容分页或省去，不缩小。不填按画面高度的 3.3 %。
      </p>
      <Form method="post" className={form.row}>
        <CsrfField />
        <label>
          <span>后排距离（米）</span>
          <input name="distance" inputMode="decimal" size={6} defaultValue={room.distance || ""} />
        </label>
        <label>
          <span>画面高度（米）</span>
          <input name="height" inputMode="decimal" size={6} defaultValue={room.height || ""} />
        </label>
        <label>
          <span>画面形状</span>
          <select name="shape" defaultValue={room.shape}>
            <Options
              of={[
                {value: "screen", label: "看打开演示的屏幕"},
                {value: "wide", label: "16:9 宽屏（一页放得更多）"},
                {value: "any", label: "不确定（4:3 到 16:9 都放得下）"}
              ]}
            />
          </select>
        </label>
        <button type="submit" name="intent" value="room" className={button.secondary}>
          保存
        </button>
      </Form>
    </Card>
  );
}
