import type {Page} from "playwright-core";

export interface SlideMeasures {
  id: string;
  kind: string;
  /** What is wrong, in words that name the text. */
  small: string[];
  outside: string[];
  covered: string[];
  thin: string[];
  texts: number;
}

export interface Bounds {
  /** The least height of text and of titles, the margins and the least stroke, in shares of the slide's height. */
  text: number;
  title: number;
  number: number;
  margin: number;
  stroke: number;
}

/** Shows each slide in turn, as a player does, and measures every text and stroke that is seen. */
export async function measureSlides(page: Page, bounds: Bounds): Promise<SlideMeasures[]> {
  return page.evaluate((limits) => {
    interface Seen {
      words: string;
      size: number;
      box: {left: number; top: number; right: number; bottom: number};
    }
    const scaleOf = (element: Element) =>
      element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;

    function textsIn(slide: Element): (Seen & {parent: Element})[] {
      const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
      const seen: (Seen & {parent: Element})[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!parent?.checkVisibility() || !node.textContent?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const size = Number.parseFloat(getComputedStyle(parent).fontSize) * scaleOf(parent);
        const rects = parent instanceof SVGElement ? [parent.getBoundingClientRect()] : [...range.getClientRects()];
        for (const {left, right, top, bottom} of rects) {
          // Fonts keep room above and below their letters: an em is what is drawn.
          const spare = Math.max(0, (bottom - top - size) / 2);
          seen.push({
            words: node.textContent,
            size,
            box: {left, right, top: top + spare, bottom: bottom - spare},
            parent
          });
        }
      }
      return seen;
    }

    const overlap = (a: Seen["box"], b: Seen["box"]) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

    function measured(slide: Element) {
      const frame = slide.getBoundingClientRect();
      const texts = textsIn(slide);
      const least = (parent: Element) =>
        parent.closest(".slide-title") ? limits.title : parent.closest(".slide-number") ? limits.number : limits.text;
      const [x, y] = [frame.width * limits.margin, frame.height * limits.margin];
      const drawn = [...slide.querySelectorAll("svg")]
        .filter((svg) => svg.checkVisibility())
        .flatMap((svg) => [...svg.querySelectorAll("path,rect,circle,polyline")])
        .filter((each) => !each.closest("clipPath,pattern"));
      const isOutside = ({left, right, top, bottom}: Seen["box"]) =>
        left < frame.left + x - 0.5 ||
        right > frame.right - x + 0.5 ||
        top < frame.top + y - 0.5 ||
        bottom > frame.bottom - y + 0.5;
      return {
        id: slide.id,
        kind: slide.className,
        texts: texts.length,
        small: texts
          .filter(({size, parent}) => size < least(parent) * frame.height - 0.01)
          .map(({words, size}) => `${words}: ${((size / frame.height) * 100).toFixed(2)} %`),
        outside: [
          ...texts.filter(({box}) => isOutside(box)).map(({words}) => words),
          ...drawn
            .filter((each) => isOutside(each.getBoundingClientRect()))
            .map(({outerHTML}) => outerHTML.slice(0, 120))
        ],
        covered: texts.flatMap((a, at) =>
          texts.slice(at + 1).flatMap((b) => (overlap(a.box, b.box) ? [`${a.words} / ${b.words}`] : []))
        ),
        thin: drawn
          .filter((each) => {
            const {stroke, strokeWidth} = getComputedStyle(each);
            const colour = each.getAttribute("stroke") ?? "none";
            if (stroke === "none" || Number.parseFloat(strokeWidth) === 0 || colour.includes("chart-ground"))
              return false;
            return Number.parseFloat(strokeWidth) * scaleOf(each) < limits.stroke * frame.height - 0.01;
          })
          .map(({outerHTML}) => outerHTML.slice(0, 160))
      };
    }

    document.documentElement.dataset.playing = "";
    const slides = [...document.querySelectorAll("section.slide")];
    return slides.map((slide) => {
      for (const each of slides) each.toggleAttribute("data-on", each === slide);
      return measured(slide);
    });
  }, bounds);
}
