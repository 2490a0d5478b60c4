import {useNavigation} from "@remix-run/react";
import {useEffect, useRef} from "react";
import styles from "./picker.module.css";

export interface PickerProps {
  name: string;
  label: string;
  value: string;
  options: {value: string; label: string}[];
  /** The field may be hidden on a phone. */
  isMinor?: boolean;
}

/** A native select: it works without JavaScript, and phones show their own wheel. */
export function Picker({name, label, value, options, isMinor}: PickerProps) {
  const select = useRef<HTMLSelectElement>(null);
  const {state} = useNavigation();
  // The select follows the address on browser history navigation, and keeps the focus. Going back before a choice was
  // ever shown leaves the value as it was, so the end of each navigation counts too.
  useEffect(() => {
    if (state === "idle" && select.current) select.current.value = value;
  }, [value, state]);
  return (
    <select
      ref={select}
      className={styles.picker}
      name={name}
      aria-label={label}
      defaultValue={value}
      data-minor={isMinor || undefined}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
