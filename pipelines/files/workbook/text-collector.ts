import {LIMITS, tooMuch} from "./packed.ts";
import type {Attributes} from "./xml.ts";

/** Struck out as a whole, or some of the characters only. */
export type Struck = "whole" | "part";

/** Collects the text of a cell from all its runs, without phonetic annotations. */
export class TextCollector {
  #isText = false;
  #isSound = false;
  #isStruck = false;
  #text = "";
  #struckLength = 0;

  start(): void {
    this.#text = "";
    this.#struckLength = 0;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "t") this.#isText = true;
    else if (name === "rPh") this.#isSound = true;
    else if (name === "r") this.#isStruck = false;
    else if (name === "strike") this.#isStruck = isNotOff(attributes);
  }

  close(name: string): void {
    if (name === "t") this.#isText = false;
    else if (name === "rPh") this.#isSound = false;
    else if (name === "r") this.#isStruck = false;
  }

  /** Tells, before the text is taken, whether it is struck out. */
  get struck(): Struck | undefined {
    if (this.#struckLength === 0) return undefined;
    return this.#struckLength < this.#text.replace(/\s/g, "").length ? "part" : "whole";
  }

  text(text: string): void {
    if (this.#isText && !this.#isSound) {
      this.#text += text;
      if (this.#isStruck) this.#struckLength += text.trim().length;
    }
    if (this.#text.length > LIMITS.text) throw tooMuch("text");
  }

  take(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }
}

/** A property without a value is on. */
export const isNotOff = ({val = "1"}: Attributes) => val !== "0" && val !== "false";
