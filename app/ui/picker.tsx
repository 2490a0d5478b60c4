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
  // A new key makes the select follow the address on browser history navigation.
  return (
    <select
      key={value}
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
