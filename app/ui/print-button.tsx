import buttons from "./button.module.css";
import {useIsHydrated} from "./use-is-hydrated.ts";

/** Prints the page; without JavaScript the browser's own menu does. */
export function PrintButton() {
  const isHydrated = useIsHydrated();
  return (
    <>
      <button
        type="button"
        className={buttons.secondary}
        data-waiting={!isHydrated || undefined}
        onClick={() => print()}
      >
        打印
      </button>
      <noscript>
        <span className="secondary">用浏览器的“打印”可打印本页。</span>
      </noscript>
    </>
  );
}
