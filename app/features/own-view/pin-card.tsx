import {Form, Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import {Delta} from "#app/ui/delta.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
import {Sparkline} from "#app/ui/sparkline.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {PinCard} from "./cards.server.ts";
import styles from "./own-view.module.css";

interface PinCardProps {
  card: PinCard;
  search: string;
  /** Undefined where the view is not the visitor's own. */
  moves?: {isFirst: boolean; isLast: boolean; action: string; onMove: (buttonId: string) => void};
}

/** One pinned thing: its value with target and change, its months, and where there is more. */
export function PinCardView({card, search, moves}: PinCardProps) {
  const {code, kind, name, to, value, target, status, change, measureUnit, values, targetValue} = card;
  return (
    <li className={styles.card}>
      <p className={styles.kind}>
        {`${kind} ${code}`}
        {status && (
          <span title={status.rule}>
            <StatusMark status={status.word} />
          </span>
        )}
      </p>
      <Link to={`${to}${search}`} className={styles.name}>
        {name}
      </Link>
      <div className={styles.figures}>
        <b>{value}</b>
        <Sparkline values={values} target={targetValue} />
      </div>
      <p className={styles.small}>
        {target && <span>{target}</span>}
        {change && (
          <span>
            较上月 <Delta difference={change.difference} measureUnit={measureUnit} isBetter={change.isBetter} />
          </span>
        )}
      </p>
      <SlideLink slideKey={slideKeyOf(card)} keyOfPart={(part) => slideKeyOf(card, part)} />
      {moves && <Moves code={code} name={name} {...moves} />}
    </li>
  );
}

/** A pinned KPI shows its months; on a page of a unit, that unit's. */
function slideKeyOf({kind, code}: PinCard, unit?: string): string {
  if (kind === "任务") return `task:${code}`;
  if (kind === "单位") return `unit:${code}`;
  return `kpi:${code}/trend${unit === undefined ? "" : `@${unit}`}`;
}

type MovesProps = NonNullable<PinCardProps["moves"]> & {code: string; name: string};

function Moves({code, name, isFirst, isLast, action, onMove}: MovesProps) {
  const buttons = [
    {intent: "up", title: "上移", isOff: isFirst},
    {intent: "down", title: "下移", isOff: isLast},
    {intent: "unpin", title: "取消固定", isOff: false}
  ];
  return (
    <Form method="post" action={action} preventScrollReset className={styles.moves}>
      <CsrfField />
      <input type="hidden" name="code" value={code} />
      {buttons.map(({intent, title, isOff}) => (
        <button
          key={intent}
          id={`${intent}-${code}`}
          type="submit"
          name="intent"
          value={intent}
          disabled={isOff}
          className={button.quiet}
          aria-label={`${title}：${name}`}
          onClick={() => onMove(`${intent}-${code}`)}
        >
          {title}
        </button>
      ))}
    </Form>
  );
}
