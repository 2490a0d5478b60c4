interface HeadColumn {
  title: string;
  /** A column with a unit holds numbers; an empty unit says nothing more. */
  unit?: string;
  look?: string;
}

/** The head of a table; a column of words is named by its title alone. */
export function TableHead({columns}: {columns: (string | HeadColumn)[]}) {
  return (
    <thead>
      <tr>
        {columns
          .map((column): HeadColumn => (typeof column === "string" ? {title: column} : column))
          .map(({title, unit, look}, at) => (
            <th key={at} scope="col" className={unit === undefined ? look : "number"}>
              {title}
              {unit && <small>{`（${unit}）`}</small>}
            </th>
          ))}
      </tr>
    </thead>
  );
}
