import {useEffect} from "react";

const STEPS: Record<string, 1 | -1> = {j: 1, k: -1};

/** Moves through the queue by j/k; a approves and r asks for the reason of what is ticked, else of the focused one. */
export function useQueueKeys(form: React.RefObject<HTMLFormElement>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const {key, target, altKey, ctrlKey, metaKey} = event;
      if (altKey || ctrlKey || metaKey || !(target instanceof HTMLElement) || !form.current) return;
      // Without this, Enter would press the first button of the form, which approves.
      if (key === "Enter" && target.matches("input[name^=reason]")) {
        event.preventDefault();
        form.current.querySelector<HTMLButtonElement>("button[value=return]")?.click();
      }
      if (target.matches("input:not([type=checkbox]), select, textarea")) return;
      if (pressIn(form.current, key, target)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [form]);
}

/** Tells whether the key meant something. */
function pressIn(form: HTMLFormElement, key: string, target: HTMLElement): boolean {
  const boxes = [...form.querySelectorAll<HTMLInputElement>("input[name=submission_id]")];
  const at = boxes.findIndex((box) => box.closest("li")?.contains(target));
  const step = STEPS[key];
  if (step !== undefined) {
    boxes[Math.min(Math.max(at + step, 0), boxes.length - 1)]?.focus();
    return true;
  }
  if (key !== "a" && key !== "r") return false;
  // A click lets the form count what is ticked.
  if (boxes.every(({checked}) => !checked)) boxes[at]?.click();
  if (boxes.every(({checked}) => !checked)) return false;
  if (key === "a") form.querySelector<HTMLButtonElement>("button[value=approve]")?.click();
  else form.querySelector<HTMLInputElement>("input[name=reason]")?.focus();
  return true;
}
