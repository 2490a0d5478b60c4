/** Reads the token for this page's own requests from the document's head. */
export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=csrf]")?.content ?? "";
}
