import {useEffect, useRef, useState} from "react";
import type {ChartOption} from "./option.ts";
import type {LivingChart} from "./draw.ts";

/**
 * Replaces the server's drawing by the living chart: when the reader touches it, when its rows change, when there is no
 * drawing (after navigation inside the browser), or when the drawing was made for a very different width.
 */
export function useTakeover(
  place: React.RefObject<HTMLDivElement>,
  option: ChartOption
): {wake: () => void; chart: LivingChart | undefined} {
  const [isAwake, setAwake] = useState(false);
  const [chart, setChart] = useState<LivingChart>();
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
      setChart(chart);
      release = () => {
        setChart(undefined);
        observer.disconnect();
        chart.dispose();
      };
    });
    return () => {
      isGone = true;
      release?.();
    };
  }, [place, option, isAwake]);

  return {wake: () => setAwake(true), chart};
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
