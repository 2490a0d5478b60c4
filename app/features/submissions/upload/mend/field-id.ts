/** The id of the field of a cell in the page. */
export function fieldId(id: string, cell: string): string {
  return `${id}-${cell}`;
}
