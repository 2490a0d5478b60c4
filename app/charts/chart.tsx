import {useContext, useEffect, useRef, useState} from "react";
import {DataTable} from "#app/ui/data-table.tsx";
import {IsPhoneContext} from "#app/ui/is-phone.ts";
import type {Column} from "#app/ui/table-column.ts";
import {Sentence} from "#app/ui/sentence.tsx";
import styles from "./chart.module.css";
import type {ChartOption} from "./option.ts";

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
  table: {columns: Column<Row>[]; rows: Row[]};
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
  const wake = useTakeover(place, option);
  return (
    <figure className={styles.chart}>
      <figcaption>
        <h3 className={styles.title}>
          <Sentence text={title} />
        </h3>
        <p className={styles.subtitle}>{subtitle}</p>
      </figcaption>
      <div
        ref={place}
        role="img"
        aria-label={description}
        className={styles.place}
        style={{height}}
        onPointerEnter={wake}
        onTouchStart={wake}
        suppressHydrationWarning
        dangerouslySetInnerHTML={{__html: onServer?.drawSvgOnce(option, size, description) ?? ""}}
      />
      <div className={styles.tools}>
        <details className={styles.rows}>
          <summary>数据表</summary>
          <DataTable {...table} caption={title} />
        </details>
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

/**
 * Replaces the server's drawing by the living chart: when the reader touches it, when its rows change, when there is no
 * drawing (after navigation inside the browser), or when the drawing was made for a very different width.
 */
function useTakeover(place: React.RefObject<HTMLDivElement>, option: ChartOption): () => void {
  const [isAwake, setAwake] = useState(false);
  const drawn = useRef(option);

  useEffect(() => {
    const element = place.current;
    if (!element || isAwake) return;
    if (drawn.current !== option || !fits(element)) return whenVisible(element, () => setAwake(true));
  }, [place, option, isAwake]);

  useEffect(() => {
    const element = place.current;
    if (!element || !isAwake) return;
    let isGone = false;
    let release: (() => void) | undefined;
    void import("./draw.ts").then(({drawInto}) => {
      if (isGone) return;
      const chart = drawInto(element, option);
      const observer = new ResizeObserver(() => chart.resize());
      observer.observe(element);
      release = () => {
        observer.disconnect();
        chart.dispose();
      };
    });
    return () => {
      isGone = true;
      release?.();
    };
  }, [place, option, isAwake]);

  return () => setAwake(true);
}

function fits(element: HTMLElement): boolean {
  const drawing = element.querySelector("svg");
  const ratio = element.clientWidth / Number(drawing?.getAttribute("width") ?? 0);
  return ratio > 0.8 && ratio < 1.3;
}

function whenVisible(element: HTMLElement, then: () => void): () => void {
  const observer = new IntersectionObserver((entries) => entries.some(({isIntersecting}) => isIntersecting) && then(), {
    rootMargin: "200px"
  });
  observer.observe(element);
  return () => observer.disconnect();
}

async function savePng(picture: import("./save-png.ts").Picture): Promise<void> {
  const module = await import("./save-png.ts");
  await module.savePng(picture);
}
