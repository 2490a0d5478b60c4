export interface Column<Row> {
  key: string;
  title: string;
  /** Numbers are right-aligned. */
  isNumber?: boolean;
  cell: (row: Row) => React.ReactNode;
  /** The value for sorting and filtering; a column without it has neither. */
  value?: (row: Row) => string | number | null;
}
