import {useEffect} from "react";

const STEPS: Record<string, 1 | -1> = {j: 1, ArrowDown: 1, k: -1, ArrowUp: -1};

/** Moves through the items of a list by j/k or arrows; a presses 通过 of the focused one, r goes to its reason. */
export function useReviewKeys(list: React.RefObject<HTMLUListElement>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const {key, target, altKey, ctrlKey, metaKey} = event;
      if (altKey || ctrlKey || metaKey || !(target instanceof HTMLElement) || !list.current) return;
      if (target.matches("input, select, textarea")) return;
      if (pressIn(list.current, key, target)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [list]);
}

/** Tells whether the key meant something. */
function pressIn(list: HTMLUListElement, key: string, target: HTMLElement): boolean {
  const items = [...list.querySelectorAll<HTMLElement>(":scope > li")];
  const at = items.findIndex((item) => item.contains(target));
  const step = STEPS[key];
  // Arrows scroll the page until the reader is in the list.
  if (step !== undefined && (at >= 0 || key === "j")) {
    items[Math.min(Math.max(at + step, 0), items.length - 1)]?.focus();
    return true;
  }
  if (at < 0 || (key !== "a" && key !== "r")) return false;
  if (key === "a") items[at]?.querySelector<HTMLButtonElement>("button[value=approve]")?.click();
  else items[at]?.querySelector<HTMLInputElement>("input[name=reason]")?.focus();
  return true;
}
