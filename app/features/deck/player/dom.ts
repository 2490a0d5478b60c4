/** Makes an element of the player with its attributes and what is in it. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const root = document.documentElement;

/** Sets or removes an attribute of the document, which the style sheets read. */
export function mark(name: string, value: string | undefined): void {
  if (value === undefined) delete root.dataset[name];
  else root.dataset[name] = value;
}

/** The key of the slide that is shown; empty where none is. */
export const shownKey = () => document.querySelector<HTMLElement>("section.slide[data-on]")?.dataset.key ?? "";
