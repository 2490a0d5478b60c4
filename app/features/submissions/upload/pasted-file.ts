/** Makes a file of a table copied from Excel, which the clipboard holds as text with tabs. */
export function pastedFile(text: string): File {
  return new File([text], "从表格粘贴.tsv", {type: "text/tab-separated-values"});
}
