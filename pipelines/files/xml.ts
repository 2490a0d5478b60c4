import {UnreadableFile} from "./zip.ts";

/** What a reader of a part is told, by names without prefix. */
export interface XmlHandler {
  open?(name: string, attributes: string): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** A cell has at most 32,767 characters, each a few more when escaped; no tag or text of a workbook is longer. */
const PIECE_LIMIT = 1024 * 1024;
const TAG = /<(\/?)(?:[^\s/>:]*:)?([^\s/>:]+)((?:[^"'>]|"[^"]*"|'[^']*')*)>/y;
const ENTITIES: Record<string, string> = {lt: "<", gt: ">", amp: "&", quot: '"', apos: "'"};

/**
 * Tells the tags and texts of a part while it is being unpacked. It knows the XML that Office files are made of: no
 * document types, so no entities to expand either.
 */
export class XmlReader {
  #rest = "";
  #decoder?: TextDecoder;

  constructor(readonly handler: XmlHandler) {}

  write(bytes: Buffer): void {
    this.#decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8");
    const text = this.#rest + this.#decoder.decode(bytes, {stream: true});
    const end = this.#tell(text);
    this.#rest = text.slice(end);
    if (this.#rest.length > PIECE_LIMIT) throw broken();
  }

  end(): void {
    if (this.#rest.trim() !== "") throw broken();
  }

  /** Returns how far it came; what is left waits for its end. */
  #tell(text: string): number {
    const {handler} = this;
    let at = 0;
    for (;;) {
      const tag = text.indexOf("<", at);
      if (tag === -1) return at;
      if (tag > at) handler.text?.(unescaped(text.slice(at, tag)));
      const mark = text[tag + 1];
      if (mark === "!" || mark === "?") {
        const end = this.#pass(text, tag);
        if (end === undefined) return tag;
        at = end;
        continue;
      }
      TAG.lastIndex = tag;
      const found = TAG.exec(text);
      if (!found) return tag;
      const [whole, slash, name = "", attributes = ""] = found;
      if (slash) handler.close?.(name);
      else {
        handler.open?.(name, attributes);
        if (attributes.endsWith("/")) handler.close?.(name);
      }
      at = tag + whole.length;
    }
  }

  /** Declarations and comments say nothing; CDATA is text. Undefined where the end has not come yet. */
  #pass(text: string, at: number): number | undefined {
    const isData = text.startsWith("<![CDATA[", at);
    const isComment = text.startsWith("<!--", at);
    // The mark may be cut in two by the piece's end.
    if (!isData && !isComment && text[at + 1] === "!") {
      if (text.length - at < 9) return undefined;
      throw broken();
    }
    const close = isData ? "]]>" : isComment ? "-->" : "?>";
    const end = text.indexOf(close, at);
    if (end === -1) return undefined;
    if (isData) this.handler.text?.(text.slice(at + 9, end));
    return end + close.length;
  }
}

const ATTRIBUTE = /([^\s=:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The attributes of a tag, by names without prefix. */
export function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
    attributes[name!] = unescaped(double ?? single ?? "");
  }
  return attributes;
}

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
  });
}

function broken(): UnreadableFile {
  return new UnreadableFile({code: "file/workbook-broken"});
}
