import {csrfToken} from "#app/ui/csrf.ts";

/** Withdraws a submission. Returns the problem in words, or undefined when it is done. */
export async function withdraw(id: string, unit: string): Promise<string | undefined> {
  try {
    const response = await fetch(`/api/submissions/${id}/withdraw${unit ? `?unit=${encodeURIComponent(unit)}` : ""}`, {
      method: "POST",
      headers: {"x-csrf": csrfToken()}
    });
    if (response.ok) return undefined;
    const body = (await response.json()) as {error?: {message?: string}};
    return body.error?.message ?? "没有撤回，请稍后再试。";
  } catch {
    return "网络断开，没有撤回，请稍后再试。";
  }
}
