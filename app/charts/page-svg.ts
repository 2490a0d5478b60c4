/**
 * Leaves out of a drawing of ECharts what a page does not need, nearly half of it: styles and marks for a pointer, which
 * the living chart answers, and the page's own font at every text.
 */
export function pageSvg(drawing: string): string {
  return (
    drawing
      .replaceAll(/<style.*?<\/style>\s*/gs, "")
      .replaceAll(/ (ecmeta_\w+|class)="[^"]*"/g, "")
      .replaceAll(/font-family:[^;"]*;?/g, "")
      // A living chart counts its names from zr0 again, and two things of one page must not share a name.
      .replaceAll(/\bzr(\d+)-c(\d+)/g, "drawn$1-c$2")
  );
}
