import {SaxesParser} from "saxes";
import {broken, LIMITS, tooMuch} from "./packed.ts";

export type Attributes = Record<string, string | undefined>;

/** Callbacks with tag names without prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Parses a part while it is unpacked. Office files have no document types, so any is refused. */
export class XmlReader {
  readonly #parser = new SaxesParser();
  #decoder?: TextDecoder;
  #depth = 0;
  #attributeCount = 0;
  /** Characters since the last tag; the parser holds them in memory. */
  #heldCount = 0;
  #hasMoved = false;

  constructor(handler: XmlHandler) {
    this.#parser.on("attribute", () => {
      this.#hasMoved = true;
      if (++this.#attributeCount > LIMITS.attributes) throw tooMuch("attributes");
    });
    this.#parser.on("opentag", ({name, attributes}) => {
      this.#hasMoved = true;
      this.#attributeCount = 0;
      if (++this.#depth > LIMITS.depth) throw tooMuch("depth");
      handler.open?.(bare(name), bareNames(attributes as Attributes));
    });
    this.#parser.on("closetag", ({name}) => {
      this.#hasMoved = true;
      this.#depth--;
      handler.close?.(bare(name));
    });
    this.#parser.on("text", (text) => handler.text?.(text));
    this.#parser.on("cdata", (text) => handler.text?.(text));
    this.#parser.on("doctype", () => {
      throw broken();
    });
    this.#parser.on("error", () => {
      throw broken();
    });
  }

  write(bytes: Uint8Array): void {
    this.#decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8");
    const text = this.#decoder.decode(bytes, {stream: true});
    this.#hasMoved = false;
    this.#parser.write(text);
    this.#heldCount = this.#hasMoved ? 0 : this.#heldCount + text.length;
    if (this.#heldCount > LIMITS.text) throw tooMuch("text");
  }

  end(): void {
    this.#parser.close();
  }
}

function bare(name: string): string {
  const colon = name.indexOf(":");
  return colon === -1 ? name : name.slice(colon + 1);
}

function bareNames(attributes: Attributes): Attributes {
  for (const name in attributes) if (name.includes(":")) attributes[bare(name)] ??= attributes[name];
  return attributes;
}
