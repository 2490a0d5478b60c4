import * as v from "valibot";
import {jsonIn, keptText} from "./kept-text.ts";
import {BLANKS} from "./show.ts";

const Memory = v.object({
  blank: v.optional(v.picklist(BLANKS), "none"),
  hasNotes: v.optional(v.boolean(), false),
  theme: v.optional(v.picklist(["light", "dark"]))
});

/** What a reload keeps besides the slide, which stands in the address. */
export type Memory = v.InferOutput<typeof Memory>;

export function openMemory(name: string): {read: () => Memory; write: (change: Partial<Memory>) => void} {
  const text = keptText("sessionStorage", name);
  const read = () => {
    const {success, output} = v.safeParse(Memory, jsonIn(text));
    return success ? output : v.parse(Memory, {});
  };
  return {read, write: (change) => text.write(JSON.stringify({...read(), ...change}))};
}
