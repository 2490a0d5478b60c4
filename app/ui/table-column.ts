export interface Column<Row> {
  key: string;
  title: string;
  /** Numbers stand right. */
  isNumber?: boolean;
  cell: (row: Row) => React.ReactNode;
  /** What is sorted and searched; a column without it can be neither. */
  value?: (row: Row) => string | number | null;
}
