import {on} from "node:events";
import {Readable} from "node:stream";
import type {ReadableStream} from "node:stream/web";
import {Busboy, type BusboyInstance} from "@fastify/busboy";
import {badRequest} from "./http.server.ts";

/** A part of a posted form while it arrives. */
export interface FormPart {
  name: string;
  /** Undefined for a field. */
  filename?: string;
  data: AsyncIterable<Uint8Array>;
}

/** More than any field of ours has, and more than any form of ours has of them; what is beyond is passed over. */
const FIELD_BYTES = 5 * 1024 * 1024;
const MOST_FIELDS = 21;
const MOST_FILES = 10;
const NO_FORM = "没有收到完整的表单，什么都没有保存。请从页面上重新提交。";

export const isMultipart = (request: Request) =>
  /^multipart\/form-data;/i.test(request.headers.get("content-type") ?? "");

/**
 * Takes the parts of a form one after the other, as they arrive, until `take` has enough. Refuses what is no form, or
 * not a whole one up to there.
 */
export async function eachFormPart(
  request: Request,
  take: (part: FormPart) => Promise<{isEnough: boolean}>
): Promise<void> {
  const parser = parserOf(request);
  const body = Readable.fromWeb((request.body ?? new Blob([]).stream()) as ReadableStream);
  body.on("error", (error) => parser.destroy(error));
  // The iterator listens before the first byte comes, and ends where the parser does.
  const parts = on(parser, PART, {close: ["finish"]}) as AsyncIterable<[FormPart]>;
  body.pipe(parser);
  try {
    for await (const [part] of whole(parts)) if ((await take(part)).isEnough) return;
  } finally {
    body.unpipe(parser).destroy();
  }
}

/** Fields and files have events of their own, whose order counts. */
const PART = "part";

function parserOf({headers}: Request): BusboyInstance {
  const limits = {fieldSize: FIELD_BYTES, fields: MOST_FIELDS, files: MOST_FILES};
  try {
    const parser = new Busboy({headers: {"content-type": headers.get("content-type") ?? ""}, limits});
    const meet = (part: FormPart) => parser.emit(PART, part);
    return (
      parser
        .on("field", (name, value) => meet({name: name ?? "", data: Readable.from([Buffer.from(value)])}))
        .on("file", (name, data, filename) => {
          // A file that ends too early is an error for who reads it, now or later.
          data.on("error", (error: Error) => data.destroy(error));
          meet({name: name ?? "", filename, data: filePieces(data)});
        })
        // Told by the iterator; without a listener it would end the process once nobody iterates.
        .on("error", () => {})
    );
  } catch {
    throw badRequest(NO_FORM);
  }
}

/** Whoever reads only a beginning lets the rest go by, or the parser would wait for ever. */
async function* filePieces(data: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* whole(data.iterator({destroyOnReturn: false}) as AsyncIterable<Uint8Array>);
  } finally {
    data.resume();
  }
}

/** Reads what nobody wants. */
export async function passOver(data: FormPart["data"]): Promise<void> {
  for await (const _ of data);
}

/** The parser's errors are about the form. Those of who takes the pieces do not come through here. */
async function* whole<T>(pieces: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* pieces;
  } catch {
    throw badRequest(NO_FORM);
  }
}
