import type {Page} from "playwright-core";

/** What WCAG 1.4.12 lets a reader set. */
export const spacedText = `* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
p {margin-bottom: 2em !important}`;

/** Returns the words of headings, links, buttons and fields that the page has and does not show. */
export function hiddenControls(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("h1, h2, h3, a, button, summary, select, input:not([type=hidden])")]
      .filter((element) => !element.checkVisibility({visibilityProperty: true}))
      .map(({tagName, textContent, id}) => `${tagName} ${(textContent ?? "").slice(0, 40) || id}`)
  );
}

/** What a finger hits without looking, by the house's own rule. */
export const FINGER = 44;
/** What a pointer hits, by WCAG 2.5.8. */
export const POINTER = 24;

/** What is pressed and smaller than a fingertip or the tip of a pointer, but for links inside running text. */
export function smallTargetsOf(page: Page, least: number): Promise<string[]> {
  return page
    .locator(":is(main, header) :is(a[href], button, select, input:not([type=hidden]), textarea, summary)")
    .evaluateAll((elements, least) => {
      const isInText = (element: Element) =>
        getComputedStyle(element).display === "inline" &&
        [...(element.parentElement?.childNodes ?? [])].some((node) => node.nodeType === 3 && node.textContent?.trim());
      const isUnseen = (element: Element) =>
        !element.checkVisibility() || element.closest("thead, .skip-link") !== null;
      return elements.flatMap((element) => {
        if (isUnseen(element) || isInText(element)) return [];
        // The label of a box or of a file is pressed as well as the field.
        const target = element.matches("[type=checkbox], [type=radio], [type=file]")
          ? ((element as HTMLInputElement).labels?.[0] ?? element)
          : element;
        const {width, height} = target.getBoundingClientRect();
        return width === 0 || height === 0 || (Math.round(width) >= least && Math.round(height) >= least)
          ? []
          : [`${element.textContent || element.getAttribute("name")} ${Math.round(width)}×${Math.round(height)}`];
      });
    }, least);
}

/** Returns the words of elements that hide a part of their text. */
export function textCutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *:not(.visually-hidden, .visually-hidden *)")]
      .filter((element) => {
        const {overflowX, overflowY, textOverflow} = getComputedStyle(element);
        const isCutX = overflowX === "hidden" || overflowX === "clip";
        const isCutY = overflowY === "hidden" || overflowY === "clip";
        const beyondX = element.scrollWidth - element.clientWidth;
        const beyondY = element.scrollHeight - element.clientHeight;
        return (
          element.clientWidth > 0 &&
          element.innerText &&
          ((isCutX && beyondX > 1 && textOverflow !== "ellipsis") || (isCutY && beyondY > 1))
        );
      })
      .map(({innerText}) => innerText.slice(0, 60))
  );
}

/** Returns the words that are written in the colour of the ground, in forced colours on black. */
export function unseenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isClear = (element: Element) =>
      /^(rgba\(0, 0, 0, 0\)|rgb\(0, 0, 0\))$/.test(getComputedStyle(element).backgroundColor);
    const stands = (element: Element | null): boolean =>
      !element || (isClear(element) && stands(element.parentElement));
    return [...document.querySelectorAll("body *")]
      .filter((element) => [...element.childNodes].some(({nodeType, nodeValue}) => nodeType === 3 && nodeValue?.trim()))
      .filter(
        (element) => element.checkVisibility() && getComputedStyle(element).color === "rgb(0, 0, 0)" && stands(element)
      )
      .map(({textContent}) => textContent?.slice(0, 40) ?? "");
  });
}

const MOST_STOPS = 80;

/** Goes through the page by a key and returns the stops where the focus is not marked, or lies under something. */
export async function focusTroubles(page: Page, key: "Tab" | "Shift+Tab"): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  });
  const troubles: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press(key);
    const trouble = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const {outlineStyle, outlineWidth} = getComputedStyle(element);
      const name = `${element.tagName} ${(element.innerText || element.getAttribute("aria-label") || element.id).slice(0, 40)}`;
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `${name} is not marked`;
      // Any corner or the middle in view is enough: the criterion forbids what is wholly hidden.
      const seen = [...element.getClientRects()].flatMap(({left, right, top, bottom}) =>
        [
          [(left + right) / 2, (top + bottom) / 2],
          [left + 2, top + 2],
          [right - 2, bottom - 2]
        ].map(([x = 0, y = 0]) => document.elementFromPoint(x, y))
      );
      const isSeen = seen.some((found) => found !== null && (element.contains(found) || found.contains(element)));
      return isSeen ? "" : `${name} is hidden`;
    });
    if (trouble === null) break;
    if (trouble !== "") troubles.push(trouble);
  }
  return troubles;
}
