export interface Column<Row> {
  key: string;
  title: string;
  /** Numbers are right-aligned. */
  isNumber?: boolean;
  /** A long text takes the whole width of a phone, below its label. */
  isLong?: boolean;
  cell: (row: Row) => React.ReactNode;
  /** The value for sorting and filtering; a column without it has neither. */
  value?: (row: Row) => string | number | null;
}
