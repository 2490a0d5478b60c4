import {ComparedBar} from "#app/charts/compared-bar.tsx";
import {formatNumber, formatShare, shareOf} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {PhoneFold} from "#app/ui/folded.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
import type {UnitPage} from "./unit.server.ts";
import styles from "./unit-view.module.css";

type People = NonNullable<UnitPage["people"]>;

/** Who of the unit came to sports, arts and the second classroom this year. */
export function UnitPeopleCard({people, unit}: {people: People; unit: string}) {
  const {dimensions, kinds, staff} = people;
  return (
    <Card title="谁参加了文体活动">
      <p className="secondary">{`今年至少参加过一次的在岗教职工，共 ${formatNumber(staff)} 人中；不足 3 人的组并入相邻的组，不单独显示。`}</p>
      <PhoneFold label="按性别、年龄和活动类别看">
        <div className={styles.dimensions}>
          {dimensions.map(({dimension, groups}) => (
            <table key={dimension} className={styles.groups}>
              <caption>{`按${dimension}`}</caption>
              <tbody>
                {groups.length === 0 && (
                  <tr>
                    <td>人数过少，不显示</td>
                  </tr>
                )}
                {groups.map(({names, numerator, denominator}) => (
                  <GroupRow key={names.join()} name={names.join("、")} came={numerator} of={denominator} />
                ))}
              </tbody>
            </table>
          ))}
          {kinds.length > 0 && (
            <table className={styles.groups}>
              <caption>按活动类别（一人可参加几类）</caption>
              <tbody>
                {kinds.map(({name, came}) =>
                  came === null ? (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      <td colSpan={2}>人数过少，不显示</td>
                    </tr>
                  ) : (
                    <GroupRow key={name} name={name} came={came} of={staff} />
                  )
                )}
              </tbody>
            </table>
          )}
        </div>
        <SlideLink slideKey={`unit:${unit}/people`} words="谁参加放进演示" />
      </PhoneFold>
    </Card>
  );
}

function GroupRow({name, came, of}: {name: string; came: number; of: number}) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.groupBar}>
        <ComparedBar value={shareOf(came, of) ?? 0} compared={null} top={100} />
      </td>
      <td className={styles.groupValue}>
        {formatShare(came, of)}
        <span className={styles.said}>{`${formatNumber(came)} / ${formatNumber(of)}`}</span>
      </td>
    </tr>
  );
}
