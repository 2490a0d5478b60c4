import {badRequest} from "#app/server/http.server.ts";
import {LONGEST_PURPOSE, OTHER_PURPOSE, SHORTEST_PURPOSE} from "./purposes.ts";

/** Returns the chosen purpose or the visitor's own words; undefined without one. */
export function purposeIn(form: FormData): string | undefined {
  const text = (name: string) =>
    String(form.get(name) ?? "")
      .replace(/\s+/g, " ")
      .trim();
  const [chosen, own] = [text("purpose"), text("other")];
  const purpose = chosen === OTHER_PURPOSE || chosen === "" ? own : [chosen, own].filter(Boolean).join("：");
  return purpose.length >= SHORTEST_PURPOSE ? purpose.slice(0, LONGEST_PURPOSE) : undefined;
}

export const NO_PURPOSE = `请先说明用途（至少 ${SHORTEST_PURPOSE} 个字）；没有打开任何内容。`;

export function requirePurpose(form: FormData): string {
  const purpose = purposeIn(form);
  if (purpose === undefined) throw badRequest(NO_PURPOSE);
  return purpose;
}
