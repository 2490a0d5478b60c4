/** The options of a select. */
export function Options({of}: {of: {value: string; label: string}[]}) {
  return of.map(({value, label}) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
