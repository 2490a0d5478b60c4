import type {ReactNode} from "react";
import {renderToStaticMarkup} from "react-dom/server";
import {fitSlides} from "../layout/slide-layout.ts";
import {shapeOf} from "../layout/slide-frame.ts";
import {slideStyles} from "./slide-styles.ts";
import {SlideView, variables} from "./slide-view.tsx";
import type {Deck} from "../slide.ts";

export interface DeckDocumentOptions {
  /** The height of the smallest text, in thousandths of the slide's height. */
  min?: number;
  /** Width by height of the narrowest screen that the deck must fit; 4:3 if not said. */
  ratio?: number;
  theme?: "light" | "dark";
  nonce?: string;
  /** The text of a script at the end, and of style sheets after those of the slides. */
  scripts?: string;
  styles?: string;
  /** More for the head, such as `<meta>`. */
  head?: ReactNode;
  /** Data attributes of `<html>`: `{"data-meeting": "…"}`. */
  root?: Record<`data-${string}`, string>;
  /** More behind the slides. */
  foot?: ReactNode;
}

/** Returns the whole deck as one HTML document that asks for nothing else. */
export function deckDocument(deck: Deck, options: DeckDocumentOptions = {}): string {
  return `<!DOCTYPE html>\n${renderToStaticMarkup(<DeckDocument deck={deck} options={options} />)}\n`;
}

function DeckDocument({deck, options}: {deck: Deck; options: DeckDocumentOptions}) {
  const {theme, nonce, styles = "", scripts, head, root, foot} = options;
  return (
    <html
      lang="zh-CN"
      data-theme={theme}
      data-deck={deck.code}
      data-state={deck.state}
      data-shape={shapeOf(options.ratio)}
      style={options.min === undefined ? undefined : variables({min: options.min})}
      {...root}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{deck.title}</title>
        {/* A browser asks for an icon by itself unless it has one. */}
        <link rel="icon" href="data:," />
        {head}
        <style nonce={nonce} dangerouslySetInnerHTML={{__html: `${PAGE}${slideStyles()}${styles}`}} />
      </head>
      <body>
        <main className="deck">
          <DeckSlides deck={deck} min={options.min} ratio={options.ratio} />
        </main>
        {foot}
        {scripts && <script nonce={nonce} dangerouslySetInnerHTML={{__html: inScript(scripts)}} />}
      </body>
    </html>
  );
}

const PAGE = "html,body{margin:0;background:var(--chart-ground)}";

/** The slides alone, for a page that has a frame of its own. */
export function DeckSlides({deck, min, ratio}: {deck: Deck; min?: number | undefined; ratio?: number | undefined}) {
  const slides = fitSlides(deck.slides, {
    corner: deck.corner,
    ...(min !== undefined && {min}),
    ...(ratio !== undefined && {ratio})
  });
  return (
    <>
      {slides.map((slide, at) => (
        <SlideView key={at} slide={slide} number={at + 1} count={slides.length} />
      ))}
    </>
  );
}

/** A script ends where its text says so. */
const inScript = (text: string): string => text.replaceAll(/<\/(script)/gi, "<\\/$1");
