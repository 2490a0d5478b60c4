import type {AgendaChoice} from "../agenda-item.ts";
import {make} from "./dom.ts";
import type {TypedOutcome} from "./outcome-queue.ts";

const KINDS = [
  {value: "notice", label: "通报"},
  {value: "decision", label: "决定"},
  {value: "action-item", label: "交办"}
];
const USUAL = "decision";
/** The item stays: the next outcome is most often of the same. */
const EMPTY = {kind: USUAL, words: "", owner: "", due_on: "", item: ""};

export interface OutcomeFields {
  form: HTMLFormElement;
  words: HTMLInputElement;
  /** The item of the agenda; empty where there is none. */
  item: HTMLSelectElement;
  owner: HTMLInputElement;
  due: HTMLInputElement;
  status: HTMLElement;
}

export function makeOutcomeFields(agenda: AgendaChoice[]): OutcomeFields {
  const words = make("input", {
    ...{name: "words", autocomplete: "off"},
    ...{"aria-label": "议定事项", placeholder: "写下议定事项，回车记录"}
  });
  const owner = make("input", {name: "owner", list: "owners", autocomplete: "off", placeholder: "单位或岗位"});
  const due = make("input", {name: "due_on", type: "date"});
  const item = make(
    "select",
    {name: "item"},
    ...agenda.map(({item_id, title}) => make("option", {value: item_id}, title))
  );
  const under = make("label", {class: "player-outcome-item"}, "记在", item);
  under.hidden = agenda.length === 0;
  const status = make("output", {class: "player-outcome-status"});
  const charge = [make("label", {}, "承办", owner), make("label", {}, "期限", due)];
  const form = make(
    "form",
    {class: "player-outcome", "aria-label": "记录议定事项", novalidate: ""},
    make("fieldset", {"aria-label": "议定事项的类型"}, ...KINDS.map(kindBox)),
    ...[words, make("span", {class: "player-charge"}, ...charge), make("button", {}, "记录"), under, status]
  );
  form.dataset.kind = USUAL;
  form.addEventListener("change", () => (form.dataset.kind = kindIn(form)));
  return {form, words, item, owner, due, status};
}

const kindIn = (form: HTMLFormElement) => String(new FormData(form).get("kind") ?? USUAL);

function kindBox({value, label}: (typeof KINDS)[number]): HTMLElement {
  const box = make("input", {type: "radio", name: "kind", value, ...(value === USUAL && {checked: ""})});
  return make("label", {}, box, label);
}

/** Reads the line; only an action item has an owner and a due day. */
export function typedIn({form, words, item, owner, due}: OutcomeFields): Omit<TypedOutcome, "slide"> {
  const kind = kindIn(form);
  const charge = kind === "action-item" ? {owner: owner.value.trim(), due_on: due.value} : {owner: "", due_on: ""};
  return {kind, words: words.value.trim(), item: item.value, ...charge};
}

export function fill(fields: OutcomeFields, typed: Omit<TypedOutcome, "slide"> = EMPTY): void {
  chooseKind(fields, typed.kind);
  fields.words.value = typed.words;
  fields.owner.value = typed.owner;
  fields.due.value = typed.due_on;
  if (typed.item) fields.item.value = typed.item;
}

function chooseKind({form}: OutcomeFields, kind: string): void {
  const box = form.querySelector<HTMLInputElement>(`input[name=kind][value="${kind}"]`);
  if (!box) return;
  box.checked = true;
  form.dataset.kind = kind;
}

/** Alt with 1, 2 or 3 chooses the kind; tells whether it did. */
export function chooseByKey(fields: OutcomeFields, {altKey, key}: KeyboardEvent): boolean {
  const kind = altKey ? KINDS[Number(key) - 1] : undefined;
  if (kind) chooseKind(fields, kind.value);
  return kind !== undefined;
}

/** Words that begin with a kind choose it, so that no hand leaves the keys: “交办 …”. */
export function chooseBySpelling(fields: OutcomeFields): void {
  const {value} = fields.words;
  const kind = KINDS.find(({label}) => value.startsWith(label));
  if (kind && /^..[\s：:，,、]/u.test(value)) chooseKind(fields, kind.value);
}
