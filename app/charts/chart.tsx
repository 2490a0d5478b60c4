import {useContext, useId, useRef} from "react";
import {DataTable} from "#app/ui/data-table.tsx";
import {IsPhoneContext} from "#app/ui/is-phone.ts";
import {LazyDetails} from "#app/ui/lazy-details.tsx";
import {Sentence} from "#app/ui/sentence.tsx";
import {useIsHydrated} from "#app/ui/use-is-hydrated.ts";
import type {ChartTable} from "./chart-points.ts";
import styles from "./chart.module.css";
import type {ChartOption} from "./option.ts";
import {usePointKeys} from "./use-point-keys.ts";
import {useTakeover} from "./use-takeover.ts";

export interface ChartProps<Row> {
  /** The conclusion, as a sentence. */
  title: string;
  /** What is shown, and when. */
  subtitle: string;
  /** The same conclusion for a screen reader. */
  description: string;
  option: ChartOption;
  height: number;
  /** The rows behind the picture. */
  table: ChartTable<Row>;
  fileName: string;
  /** The widths of the chart's place, for the drawing that is made before the browser has measured it. */
  width?: number;
}

// The server draws the first paint; a browser loads ECharts only when a reader uses a chart.
const onServer = import.meta.env.SSR ? await import("./draw.ts") : undefined;
const PHONE_WIDTH = 311;

/** Draws a chart with its conclusion, its table and its downloads. No other component draws. */
export function Chart<Row>({
  title,
  subtitle,
  description,
  option,
  height,
  table,
  fileName,
  width = 640
}: ChartProps<Row>) {
  const isPhone = useContext(IsPhoneContext);
  const size = {width: isPhone ? PHONE_WIDTH : width, height};
  const place = useRef<HTMLDivElement>(null);
  const {wake, chart} = useTakeover(place, option);
  const {words, onKeyDown, onBlur} = usePointKeys({option, table, chart, wake});
  const isHydrated = useIsHydrated();
  const help = useId();
  return (
    <figure className={styles.chart}>
      <figcaption>
        <h3 className={styles.title}>
          <Sentence text={title} />
        </h3>
        <p className={styles.subtitle}>{subtitle}</p>
      </figcaption>
      <div
        role="group"
        aria-roledescription="图表"
        aria-label={title}
        aria-describedby={isHydrated ? help : undefined}
        tabIndex={isHydrated ? 0 : undefined}
        className={styles.keys}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        <div
          ref={place}
          role="img"
          aria-label={description}
          className={styles.place}
          style={{height, "--drawn-height": `${height}px`} as React.CSSProperties}
          onPointerEnter={wake}
          onTouchStart={wake}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{__html: onServer?.drawSvgOnce(option, size, description) ?? ""}}
        />
        <p className="visually-hidden" id={help}>
          按左右方向键逐点读数，上下方向键换一组，Home 和 End 到两端，Esc 取消。
        </p>
        <p className="visually-hidden" aria-live="polite" data-point>
          {words}
        </p>
      </div>
      <div className={styles.tools}>
        <LazyDetails className={styles.rows} summary="数据表">
          <DataTable {...table} caption={title} />
        </LazyDetails>
        <button
          type="button"
          className={styles.button}
          onClick={() => void savePng({title, subtitle, option, size: {width: 960, height}, fileName})}
        >
          保存图片（PNG）
        </button>
      </div>
    </figure>
  );
}

async function savePng(picture: import("./save-png.ts").Picture): Promise<void> {
  const module = await import("./save-png.ts");
  await module.savePng(picture);
}
