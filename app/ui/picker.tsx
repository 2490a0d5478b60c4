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
  // The select follows the address on browser history navigation, and keeps the focus.
  useEffect(() => {
    if (select.current) select.current.value = value;
  }, [value]);
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
