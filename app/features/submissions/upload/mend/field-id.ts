/** Of the field for a cell, in the page. */
export function fieldId(id: string, cell: string): string {
  return `${id}-${cell}`;
}
