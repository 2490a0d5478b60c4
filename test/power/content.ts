import type {Effect, Share} from "./effect.ts";

/** The bytes of a file, in room that grows. */
export class Content {
  #room: Buffer;
  #length: number;

  constructor(initial: Buffer = Buffer.alloc(0)) {
    this.#room = Buffer.from(initial);
    this.#length = initial.byteLength;
  }

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  apply(effect: Effect, share: Share): void {
    if (effect.what === "length") this.#resize(effect.length);
    if (effect.what !== "bytes") return;
    const bytes = share === "half" ? effect.bytes.subarray(0, effect.bytes.byteLength >> 1) : effect.bytes;
    this.#resize(Math.max(this.#length, effect.at + bytes.byteLength));
    // Room that was in the file before keeps its old bytes.
    if (share !== "room") bytes.copy(this.#room, effect.at);
  }

  #resize(length: number): void {
    if (length > this.#room.byteLength)
      this.#room = Buffer.concat([
        this.bytes,
        Buffer.alloc(Math.max(length, 2 * this.#room.byteLength) - this.#length)
      ]);
    else if (length < this.#length) this.#room.fill(0, length, this.#length);
    this.#length = length;
  }
}
