import {useNavigate} from "@remix-run/react";
import {useEffect} from "react";

/** ← and → lead to the months beside, except while something is typed or chosen. */
export function useMonthKeys(before: string | undefined, after: string | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const to = event.key === "ArrowLeft" ? before : event.key === "ArrowRight" ? after : undefined;
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest("input, select, textarea")) return;
      event.preventDefault();
      navigate(to);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [navigate, before, after]);
}
