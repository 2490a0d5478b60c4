import {useMay} from "#app/ui/use-may.ts";
import type {UploadPage} from "./upload.server.ts";
import styles from "./sender-picker.module.css";

export interface SenderPickerProps {
  units: UploadPage["units"];
  unit: string;
  onUnit?: (unit: string) => void;
}

/** Chooses the unit in whose name the file is sent. */
export function SenderPicker({units, unit, onUnit}: SenderPickerProps) {
  const mayBeOffice = useMay().includes("verdicts");
  return (
    <label className={styles.label}>
      <span>报送单位</span>
      <select name="unit" defaultValue={unit} onChange={(event) => onUnit?.(event.target.value)}>
        {mayBeOffice && <option value="">校工会办公室</option>}
        {units.map(({unit_code, unit_name}) => (
          <option key={unit_code} value={unit_code}>
            {`${unit_code} ${unit_name}`}
          </option>
        ))}
      </select>
    </label>
  );
}
