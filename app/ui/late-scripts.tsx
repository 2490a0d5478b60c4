import {Scripts} from "@remix-run/react";
import {Children, cloneElement, isValidElement, type ReactElement, type ReactNode} from "react";

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

/** Remix's scripts, which the server writes so that the browser leaves them alone until it has painted the page. */
export function LateScripts({nonce}: {nonce: string | undefined}) {
  // A component is a function of its properties; as an element its result could not be changed.
  const scripts = Scripts({nonce}) as ReactElement | null;
  return (
    <>
      {import.meta.env.SSR ? late(scripts) : scripts}
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{__html: START}} />
    </>
  );
}

interface Changed {
  rel?: string;
  type?: string;
  "data-late"?: string;
  children?: ReactNode;
}

/** The same elements, of which those that load something mean nothing to a browser. */
function late(node: ReactNode): ReactNode {
  if (Array.isArray(node)) return node.map(late);
  if (!isValidElement<Changed>(node)) return node;
  const {props} = node;
  if (props.rel === "modulepreload") return cloneElement(node, {rel: "late"});
  if (props.type === "module") return cloneElement(node, {type: "late", "data-late": ""});
  return props.children ? cloneElement(node, {children: Children.map(props.children, late)}) : node;
}
