import {SaxesParser} from "saxes";
import {broken} from "./packed.ts";

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

  constructor(handler: XmlHandler) {
    this.#parser.on("opentag", ({name, attributes}) => handler.open?.(bare(name), bareNames(attributes as Attributes)));
    this.#parser.on("closetag", ({name}) => handler.close?.(bare(name)));
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
    this.#parser.write(this.#decoder.decode(bytes, {stream: true}));
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
