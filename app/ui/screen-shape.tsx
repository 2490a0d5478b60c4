import type {ReactNode} from "react";
import {useIsWideScreen} from "./use-is-wide-screen.ts";

/** What the address of a deck says of the screen that it is opened on. */
const SHAPE = "shape";

/** Says in a form that opens a deck which screen it is opened on. */
export function ScreenShapeField() {
  return <input type="hidden" name={SHAPE} value={useIsWideScreen() ? "wide" : ""} />;
}

/** A link to a deck. The deck is a document of its own, so the whole page is left. */
export function DeckAnchor({to, className, children}: {to: string; className?: string; children: ReactNode}) {
  const shape = useIsWideScreen() ? `${to.includes("?") ? "&" : "?"}${SHAPE}=wide` : "";
  return (
    <a href={to + shape} className={className}>
      {children}
    </a>
  );
}
