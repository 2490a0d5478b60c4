import {Form, Link, useLocation} from "@remix-run/react";
import {useEffect, useRef} from "react";
import {keptMonth, keptSearch} from "#app/ui/address.ts";
import button from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import form from "#app/ui/form.module.css";
import {Options} from "#app/ui/options.tsx";
import styles from "./own-view.module.css";
import type {OwnView} from "./own-view.server.ts";
import {PinCardView} from "./pin-card.tsx";
import {StartViews} from "./start-views.tsx";

/** The pinned cards with what their owner may do about them. */
export function OwnViewPage({view, problem}: {view: OwnView; problem?: string}) {
  const {search} = useLocation();
  const action = `/my${keptMonth(search)}`;
  return (
    <>
      {problem && (
        <p role="alert" className={form.refusal}>
          {problem}
        </p>
      )}
      {view.unknown.length > 0 && <p>{`计划里没有：${view.unknown.join("、")}，已略去。`}</p>}
      {view.cards.length === 0 ? <NothingPinned isShared={view.isShared} /> : <Cards view={view} action={action} />}
      {view.isShared ? <SharedActions view={view} action={action} /> : <OwnActions view={view} action={action} />}
      {view.starts && <StartViews starts={view.starts} codes={view.codes} action={action} />}
    </>
  );
}

function NothingPinned({isShared}: {isShared: boolean}) {
  if (isShared)
    return <EmptyState title="这个地址里没有可以显示的内容">地址里的代码可能写错了，如 K23、T05、U12。</EmptyState>;
  return (
    <EmptyState title="还没有固定任何内容">
      打开<Link to="/tasks">任务</Link>、<Link to="/kpis">指标</Link>或<Link to="/units">单位</Link>
      的页面，点“固定到我的视图”；也可以在下面直接添加。
    </EmptyState>
  );
}

interface PartProps {
  view: OwnView;
  action: string;
}

function Cards({view: {cards, isShared}, action}: PartProps) {
  const search = keptSearch(useLocation().search);
  const pressed = useRef<string>();
  const order = cards.map(({code}) => code).join();
  // A card that is moved in the page loses the focus.
  useEffect(() => {
    if (pressed.current) focusNear(pressed.current);
    pressed.current = undefined;
  }, [order]);
  const onMove = (id: string) => (pressed.current = id);
  return (
    <ul className={styles.cards}>
      {cards.map((card, at) => (
        <PinCardView
          key={card.code}
          card={card}
          search={search}
          moves={isShared ? undefined : {isFirst: at === 0, isLast: at === cards.length - 1, action, onMove}}
        />
      ))}
    </ul>
  );
}

/** At the end of the list the button itself is disabled, so its neighbour is focused. */
function focusNear(id: string) {
  const found = document.getElementById(id);
  if (!(found instanceof HTMLButtonElement)) return;
  const near = found.disabled ? found.parentElement?.querySelector<HTMLButtonElement>("button:enabled") : found;
  near?.focus();
}

function SharedActions({view: {codes, isOwn}, action}: PartProps) {
  if (isOwn || codes.length === 0)
    return (
      <p>
        <Link to={action}>{isOwn ? "这就是我的视图" : "我的视图"}</Link>
      </p>
    );
  return (
    <Form method="post" action={action} className={form.buttons}>
      <CsrfField />
      <input type="hidden" name="pins" value={codes.join(",")} />
      <button type="submit" name="intent" value="save" className={button.primary}>
        存为我的视图
      </button>
      <Link to={action}>不保存，去我的视图</Link>
      <span className="secondary">保存后会替换现在固定的内容。</span>
    </Form>
  );
}

function OwnActions({view: {codes, choices, month}, action}: PartProps) {
  const shared = `/my?pins=${codes.join(",")}&month=${month}`;
  return (
    <Card title="添加和分享">
      <Form method="post" action={action} preventScrollReset className={form.row}>
        <CsrfField />
        <label className={styles.choice}>
          <span>任务、指标或单位</span>
          <select name="code">
            {choices.map(({title, of}) => (
              <optgroup key={title} label={title}>
                <Options of={of} />
              </optgroup>
            ))}
          </select>
        </label>
        <button type="submit" name="intent" value="pin" className={button.secondary}>
          固定
        </button>
      </Form>
      {codes.length > 0 && (
        <p className={styles.share}>
          分享地址：<Link to={shared}>{shared}</Link>
          <span className="secondary">对方看到的内容以其权限为准；不会改动对方的视图。</span>
        </p>
      )}
    </Card>
  );
}
