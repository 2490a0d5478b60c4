import {useMemo} from "react";
import {Chart} from "#app/charts/chart.tsx";
import {funnelPlot} from "#app/charts/funnel-plot.ts";
import {lineChart} from "#app/charts/line-chart.ts";
import {formatRound, formatShortMonth, formatValue} from "#app/format.ts";
import {Card} from "#app/ui/card.tsx";
import {Difference} from "#app/ui/difference.tsx";
import {NOTATION, type Sign} from "#app/ui/notation.ts";
import {ProgressBar} from "#app/ui/progress-bar.tsx";
import {SignBox} from "#app/ui/sign-box.tsx";
import type {ChartExamples} from "./chart-examples.server.ts";
import styles from "./chart-help.module.css";

const SIGNS: {sign: Sign; meaning: string}[] = [
  {sign: "actual", meaning: "已经发生的数，深色实心。折线图里是带圆点的粗线。"},
  {sign: "plan", meaning: "计划或按时间应达到的数（序时），只有边框、不填色。折线图里是细线；目标是带名称的虚线。"},
  {sign: "outlook", meaning: "预计的数，斜纹。折线图里是虚线加斜纹：假定以后每个月都增加最近3个月的平均数。"},
  {sign: "lastYear", meaning: "去年同月的数，浅色实心。折线图里是浅色线；没有去年的数就不画。"}
];

/** 怎样看图: each sign drawn by what draws it everywhere, and what the two rules of chance say, in plain words. */
export function ChartHelp({examples}: {examples: ChartExamples}) {
  return (
    <>
      <Card title="四种记号" id="notation">
        <p>所有页面、图和打印件用同一套记号，黑白打印也分得清（参照 ISO 24896 / IBCS 2.0 记法）。</p>
        <dl className={styles.signs}>
          {SIGNS.map(({sign, meaning}) => (
            <div key={sign}>
              <dt>
                <svg width="56" height="22" viewBox="0 0 56 22" aria-hidden="true">
                  <SignBox sign={sign} x={1} y={1} width={54} height={20} />
                </svg>
                {NOTATION[sign].word}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
          <div>
            <dt>Δ 差</dt>
            <dd>
              <Difference of={-6.3} measureUnit="%" isBetter={false} than="序时" />
              {"、"}
              <Difference of={2.1} measureUnit="%" isBetter={true} than="去年同月" />
              ：比对照高多少、低多少。绿色是朝好的方向，红色是朝差的方向；颜色之外，正负号和“高于”“低于”说的是同一件事。
            </dd>
          </div>
          <div>
            <dt>
              <span className={styles.bar}>
                <ProgressBar progress={55} pace={70} />
              </span>
            </dt>
            <dd>进度条：实心是完成的，外框是按时间应完成的，右边是两者的差（百分点）。实心没有填满外框，就是慢了。</dd>
          </div>
        </dl>
      </Card>
      <Card title="真变化，还是正常波动" id="variation">
        <p>
          每个月的数总有高低。把各月的当月数放在一起，算出平均数和“通常范围”（平均数上下各 2.66
          倍的平均相邻差）；只有下面三种情形才说是“真变化”，值得去找原因：
        </p>
        <ul className={styles.list}>
          <li>有一个月超出通常范围；</li>
          <li>连续 8 个月都在平均数的同一侧；</li>
          <li>连续 4 个月里有 3 个月，离上限（或下限）比离平均数近。</li>
        </ul>
        <p>
          其余都是“正常波动”，逐月解释升降没有意义。不满 12
          个月的当月数，只说“数据不足”。全年累计的数和按节点完成的事，只会增加，不做这种判断。
        </p>
        <VariationExample examples={examples} />
      </Card>
      <Card title="单位之间怎样比才公平" id="funnel">
        <p>
          人少的单位，一两个人参加与否就会使参与率大升大降，排名靠前靠后常常只是偶然。漏斗图按单位人数画出“只凭偶然也会出现”的范围：人越少，范围越宽。
        </p>
        <ul className={styles.list}>
          <li>在虚线以内：与全校无显著差别，不宜排先后；</li>
          <li>在虚线和实线之间：偏高或偏低，20 个单位里本来就可能有 1 个，可以留意；</li>
          <li>在实线以外：明显高或明显低，凭偶然出现的可能不到千分之二，值得总结经验或了解原因。</li>
        </ul>
        <p>
          范围按二项分布精确计算（95 % 和 99.8
          %）。人数过少、不显示的单位不在图里；只分“有”“没有”的指标，列出还没有的单位，不排名。
        </p>
        <FunnelExample examples={examples} />
      </Card>
    </>
  );
}

const percent = (value: number) => formatValue(value, "%");
const roundPercent = (value: number) => formatRound(value, "%");

function VariationExample({examples: {months, xmr}}: {examples: ChartExamples}) {
  const option = useMemo(
    () =>
      lineChart(
        months.map(({month, value}) => ({label: formatShortMonth(month), value})),
        {
          name: "示例",
          showValue: percent,
          showTick: roundPercent,
          limits: [
            {value: xmr.upper, label: `上限 ${percent(xmr.upper)}`},
            {value: xmr.mean, label: `平均 ${percent(xmr.mean)}`},
            {value: xmr.lower, label: `下限 ${percent(xmr.lower)}`}
          ]
        }
      ),
    [months, xmr]
  );
  const found =
    xmr.signals
      .find(({rule}) => rule === "outside")
      ?.months.map(formatShortMonth)
      .join("、") ?? "";
  return (
    <Chart
      title={`示例：${found}超出通常范围，是真变化；其他月份的升降是正常波动`}
      subtitle="虚构的数，只作说明"
      description={`示例折线图，${found}高于上限 ${percent(xmr.upper)}。`}
      option={option}
      height={240}
      table={{
        columns: [
          {key: "month", title: "月份", cell: ({month}) => formatShortMonth(month)},
          {key: "value", title: "数值（%）", isNumber: true, cell: ({value}) => value}
        ],
        rows: months
      }}
      fileName="怎样看图-真变化"
      width={900}
    />
  );
}

const PLACE_WORDS = {
  "far-above": "明显高",
  above: "偏高",
  within: "无显著差别",
  below: "偏低",
  "far-below": "明显低"
};

function FunnelExample({examples: {curves, units, rate}}: {examples: ChartExamples}) {
  const option = useMemo(
    () =>
      funnelPlot(
        units.map(({name, size, value, count, place}) => ({
          ...{name: `${name} ${PLACE_WORDS[place]}`, size, value, isNamed: true},
          detail: `${count} / ${size} 人`,
          differs:
            place === "far-above" ? "better" : place === "far-below" ? "worse" : place === "within" ? false : "slightly"
        })),
        {curves, rate: {value: rate, label: `全校 ${percent(rate)}`}, sizeName: "人数", showValue: roundPercent}
      ),
    [curves, units, rate]
  );
  const words = units.map(({name, count, size, place}) => `${name} ${count} / ${size} 人，${PLACE_WORDS[place]}`);
  return (
    <Chart
      title={`示例：${words.join("；")}`}
      subtitle="虚构的数，只作说明；虚线为 95 %、实线为 99.8 % 的范围"
      description={`示例漏斗图。${words.join("；")}。`}
      option={option}
      height={320}
      table={{
        columns: [
          {key: "name", title: "单位", cell: ({name}) => name},
          {key: "people", title: "人数", isNumber: true, cell: ({count, size}) => `${count} / ${size}`},
          {key: "place", title: "与全校相比", cell: ({place}) => PLACE_WORDS[place]}
        ],
        rows: units
      }}
      fileName="怎样看图-漏斗图"
      width={900}
    />
  );
}
