import styles from "./picker.module.css";

export interface PickerProps {
  name: string;
  label: string;
  value: string;
  options: {value: string; label: string}[];
  /** May be left out on a phone. */
  isMinor?: boolean;
}

/** A native choice: the phone shows its own wheel for it, and it needs no JavaScript. */
export function Picker({name, label, value, options, isMinor}: PickerProps) {
  // A new key lets the choice follow the address when one goes back.
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
