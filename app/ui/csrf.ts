/** What this page's own requests carry, as its head has it. */
export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=csrf]")?.content ?? "";
}
