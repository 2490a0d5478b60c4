import {Links} from "@remix-run/react";
import {createContext, type ReactElement, useContext} from "react";
import {mapElements} from "./map-elements.ts";

/** Style sheets by their address. Only the server of a finished build has them. */
export type StyleSheets = ReadonlyMap<string, string>;
export const StyleSheetsContext = createContext<StyleSheets | undefined>(undefined);

/** In a browser, those that the server wrote into the page that was opened first. */
const written: StyleSheets | undefined = import.meta.env.SSR
  ? undefined
  : new Map(
      [...document.querySelectorAll<HTMLStyleElement>("style[data-href]")].map((style) => [
        style.dataset.href ?? "",
        style.textContent ?? ""
      ])
    );

/**
 * Remix's links, with the text of the page's style sheets in their place. They are small, and a browser that has to ask
 * for them lays the page out once before they come and once more after.
 */
export function LinksWithStyles() {
  const given = useContext(StyleSheetsContext);
  const sheets = given ?? written;
  return <>{mapElements(Links(), (element) => styleOf(element, sheets))}</>;
}

function styleOf(
  {key, props}: ReactElement<{rel?: string; href?: string}>,
  sheets: StyleSheets | undefined
): ReactElement | undefined {
  const text = props.rel === "stylesheet" ? sheets?.get(props.href ?? "") : undefined;
  if (text === undefined) return undefined;
  return <style key={key} data-href={props.href} suppressHydrationWarning dangerouslySetInnerHTML={{__html: text}} />;
}
