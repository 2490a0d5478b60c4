import type {Problem} from "#pipelines/checks/problem.ts";
import {FINDINGS_SHOWN, isBlocking} from "#pipelines/findings/findings.ts";

/** The first problems in the order in which the server shows them, and all of them counted. */
export class Problems {
  readonly #kinds = new Map<string, {first: Problem[]; count: number}>();

  /** Problems of one field and code have to come by their records. */
  add({record, field, code, value, other}: Partial<Problem> & Pick<Problem, "record" | "code">): void {
    const name = `${code} ${field ?? ""}`;
    let kind = this.#kinds.get(name);
    if (!kind) this.#kinds.set(name, (kind = {first: [], count: 0}));
    kind.count++;
    if (kind.first.length < FINDINGS_SHOWN)
      kind.first.push({record, field: field ?? null, code, value: value ?? null, other: other ?? null});
  }

  get shown(): Problem[] {
    return [...this.#kinds.values()]
      .flatMap(({first}) => first)
      .sort(
        (a, b) =>
          Number(isBlocking(b)) - Number(isBlocking(a)) ||
          a.record - b.record ||
          byText(a.field, b.field) ||
          byText(a.code, b.code) ||
          byText(a.value, b.value)
      )
      .slice(0, FINDINGS_SHOWN);
  }

  get counted(): {blocking: number; warnings: number} {
    const counted = {blocking: 0, warnings: 0};
    for (const {first, count} of this.#kinds.values())
      counted[isBlocking(first[0]!) ? "blocking" : "warnings"] += count;
    return counted;
  }
}

/** Nothing before something. */
function byText(a: string | null, b: string | null): number {
  const [one, two] = [a ?? "", b ?? ""];
  return one < two ? -1 : one > two ? 1 : 0;
}
