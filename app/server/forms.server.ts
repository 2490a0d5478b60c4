import * as v from "valibot";
import {hasTooManyFields} from "./form-fields.ts";
import {badRequest, tooLarge} from "./http.server.ts";

const MEGABYTE = 1024 * 1024;
/** Only forms with files are larger. */
const LARGEST_FORM = MEGABYTE;
/** Several pictures of a telephone; they are in memory until they are made small. */
const LARGEST_FORM_WITH_FILES = 40 * MEGABYTE;

/** The limits of a form with files while it arrives. */
export const FORM_WITH_FILES = {
  most: LARGEST_FORM_WITH_FILES,
  tooMuch: filesTooLarge(LARGEST_FORM_WITH_FILES)
};

const read = new WeakMap<Request, Promise<FormData>>();

/** Reads a posted form, once per request. Refuses anything that is no form, or is too long. */
export function readForm(request: Request): Promise<FormData> {
  const known = read.get(request) ?? formIn(request, {largest: LARGEST_FORM, hasFiles: false});
  read.set(request, known);
  return known;
}

/**
 * Reads a posted form that may carry files, for a visitor who may send them; what is read from the request later comes
 * from it.
 */
export function readFormWithFiles(request: Request, largest = LARGEST_FORM_WITH_FILES): Promise<FormData> {
  const form = formIn(request, {largest, hasFiles: true});
  read.set(request, form);
  return form;
}

/** All fields are texts; the upload form, which has a file, is parsed piece by piece elsewhere. */
const TEXTS = v.array(v.string());

/** A field that may be missing; it is an empty text then. */
export const optionalText = v.optional(v.string(), "");

/** Reads the named fields of a posted form by a schema. Refuses the form with the message of the first wrong field. */
export async function readFields<const Fields extends v.ObjectEntries>(
  request: Request,
  fields: Fields
): Promise<v.InferOutput<v.ObjectSchema<Fields, undefined>>> {
  const form = await readForm(request);
  const given = Object.keys(fields).map((name) => [name, form.get(name) ?? undefined]);
  const {success, output, issues} = v.safeParse(v.object(fields), Object.fromEntries(given));
  if (!success) throw badRequest(issues[0].message);
  return output;
}

interface FormLimits {
  largest: number;
  hasFiles: boolean;
}

async function formIn(request: Request, {largest, hasFiles}: FormLimits): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw badRequest(NO_FORM);
  // Without a file there is nothing large to send.
  const body = await bytesOf(request, /^multipart/i.test(type) ? largest : LARGEST_FORM);
  if (hasTooManyFields(body, type)) throw badRequest(TOO_MANY);
  try {
    const form = await new Response(body, {headers: {"content-type": type}}).formData();
    if (!hasFiles && !v.is(TEXTS, [...form.values()])) throw badRequest(NO_FORM);
    return form;
  } catch (error) {
    // undici throws a TypeError for a body that does not match its content type.
    if (error instanceof TypeError) throw badRequest(NO_FORM);
    throw error;
  }
}

/** Counts the bytes while they arrive, because a content length may be wrong or missing. */
async function bytesOf(request: Request, largest: number): Promise<Buffer<ArrayBuffer>> {
  const tooLong = tooLarge(largest > LARGEST_FORM ? filesTooLarge(largest) : TOO_LONG);
  if (Number(request.headers.get("content-length") ?? 0) > largest) throw tooLong;
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  const body = request.body as unknown as AsyncIterable<Uint8Array> | null;
  for await (const chunk of body ?? []) {
    byteCount += chunk.byteLength;
    // The rest is read and dropped for a while, because most clients read the answer only after they have sent
    // everything.
    if (byteCount > largest + 7 * LARGEST_FORM) break;
    if (byteCount <= largest) chunks.push(chunk);
  }
  if (byteCount > largest) throw tooLong;
  return Buffer.concat(chunks);
}

const NO_FORM = "没有收到表单，请从页面上提交。";
const TOO_MANY = "表单里的项目太多，没有收下。请从页面上重新提交。";
const TOO_LONG = "表单太长，没有收下。";
function filesTooLarge(largest: number): string {
  return `文件合起来超过 ${largest / MEGABYTE} MB，什么都没有保存。请返回上一页，减少或压缩文件后再提交。`;
}
