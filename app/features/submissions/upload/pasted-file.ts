/** A table copied in Excel lies in the clipboard as text with tabs. */
export function pastedFile(text: string): File {
  return new File([text], "从表格粘贴.tsv", {type: "text/tab-separated-values"});
}
