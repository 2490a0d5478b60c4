import {parseDocument, DomUtils} from "htmlparser2";

export interface MarkupTable {
  label: string;
  /** The words of each cell; a line break or a small line below is joined without a space. */
  rows: string[][];
}

/** Returns the tables of an HTML document with their names. */
export function tablesIn(markup: string): MarkupTable[] {
  return DomUtils.getElementsByTagName("table", parseDocument(markup)).map((table) => ({
    label: table.attribs["aria-label"] ?? "",
    rows: DomUtils.getElementsByTagName("tbody", table).flatMap((body) =>
      DomUtils.getElementsByTagName("tr", body).map((row) =>
        DomUtils.getElementsByTagName((name) => name === "td" || name === "th", row).map(DomUtils.textContent)
      )
    )
  }));
}

/** Returns the words of an HTML document as they stand in its body. */
export function wordsIn(markup: string): string {
  return DomUtils.textContent(DomUtils.getElementsByTagName("body", parseDocument(markup)));
}
