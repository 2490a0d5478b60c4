import type {ItemSource} from "#pipelines/meetings/agenda.ts";
import {SOURCE_WORDS} from "./source-words.ts";
import styles from "./meetings.module.css";
import type {Proposed} from "./proposal.server.ts";

interface ProposalListProps {
  proposal: Proposed[];
  isPicked: (item: Proposed) => boolean;
}

const ORDER: ItemSource[] = ["action-item", "carried", "concern", "change"];
/** So many of a kind are shown at once; the rest unfolds. */
const SHOWN = 8;

/** What the agenda may take, by kind in the order of a meeting; each item is chosen by its box. */
export function ProposalList({proposal, isPicked}: ProposalListProps) {
  if (proposal.length === 0) return <p className="secondary">没有可建议的事项。</p>;
  return ORDER.map((source) => {
    const items = proposal.filter((item) => item.source === source);
    const [first, rest] = [items.slice(0, SHOWN), items.slice(SHOWN)];
    return (
      items.length > 0 && (
        <fieldset key={source} className={styles.proposal}>
          <legend>{`${SOURCE_WORDS[source]} ${items.length} 项`}</legend>
          {first.map((item) => (
            <Box key={item.key} item={item} isPicked={isPicked(item)} />
          ))}
          {rest.length > 0 && (
            <details open={rest.some(isPicked) || undefined}>
              <summary>{`其余 ${rest.length} 项`}</summary>
              {rest.map((item) => (
                <Box key={item.key} item={item} isPicked={isPicked(item)} />
              ))}
            </details>
          )}
        </fieldset>
      )
    );
  });
}

function Box({item: {key, title, note}, isPicked}: {item: Proposed; isPicked: boolean}) {
  return (
    <label className={styles.box}>
      <input type="checkbox" name="pick" value={key} defaultChecked={isPicked} />
      <span>
        {title}
        {note && <span className={styles.beside}>{note}</span>}
      </span>
    </label>
  );
}
