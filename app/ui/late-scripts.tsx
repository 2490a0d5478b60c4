import {Scripts} from "@remix-run/react";
import {cloneElement, type ReactElement} from "react";
import {mapElements} from "./map-elements.ts";

/**
 * Starts the scripts in the frame after the first paint. Pages are complete without scripts, but a browser that loads
 * and runs them first paints a third later. A hidden tab paints nothing, so it starts them at once.
 */
const START = `(() => {
  const start = () => {
    const late = document.querySelector("script[data-late]");
    const script = document.createElement("script");
    script.type = "module";
    script.nonce = late.nonce;
    script.textContent = late.textContent;
    late.after(script);
    script.remove();
  };
  // React needs the whole page before it takes it over.
  addEventListener("DOMContentLoaded", () => {
    if (document.hidden) start();
    else requestAnimationFrame(() => setTimeout(start));
  });
})()`;

const PAGE_END = "page-end";

/** Tells a browser to paint the page when it is there as a whole, because half a row moves when its other half comes. */
export const WholePage = () => <link rel="expect" href={`#${PAGE_END}`} {...{blocking: "render"}} />;

/** Remix's scripts, which the server writes so that the browser leaves them alone until it has painted the page. */
export function LateScripts({nonce}: {nonce: string | undefined}) {
  // A component is a function of its properties; as an element its result could not be changed.
  const scripts = Scripts({nonce}) as ReactElement | null;
  return (
    <>
      {import.meta.env.SSR ? mapElements(scripts, late) : scripts}
      <script id={PAGE_END} nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{__html: START}} />
    </>
  );
}

interface Loading {
  rel?: string;
  type?: string;
  "data-late"?: string;
}

/** An element that would load something, as one that means nothing to a browser. */
function late(element: ReactElement<Loading>): ReactElement | undefined {
  const {rel, type} = element.props;
  if (rel === "modulepreload") return cloneElement(element, {rel: "late"});
  if (type === "module") return cloneElement(element, {type: "late", "data-late": ""});
  return undefined;
}
