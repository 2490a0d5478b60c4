import * as v from "valibot";
import {badRequest, tooLarge} from "./http.server.ts";

/** Only the upload form, which is read elsewhere, is larger. */
const LARGEST_FORM = 1024 * 1024;

const read = new WeakMap<Request, Promise<FormData>>();

/** Reads a posted form, once per request. Refuses anything that is no form, or is too long. */
export function readForm(request: Request): Promise<FormData> {
  const known = read.get(request) ?? formIn(request);
  read.set(request, known);
  return known;
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

async function formIn(request: Request): Promise<FormData> {
  const form = await formWithin(request, LARGEST_FORM);
  if (!v.is(TEXTS, [...form.values()])) throw badRequest(NO_FORM);
  return form;
}

/** Reads a posted form with small files in it, up to a number of bytes together. */
export function readFilesForm(request: Request, largest: number): Promise<FormData> {
  return formWithin(request, largest);
}

async function formWithin(request: Request, largest: number): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw badRequest(NO_FORM);
  const body = await bytesOf(request, largest);
  try {
    return await new Response(body, {headers: {"content-type": type}}).formData();
  } catch (error) {
    // undici throws a TypeError for a body that does not match its content type.
    if (error instanceof TypeError) throw badRequest(NO_FORM);
    throw error;
  }
}

/** Counts the bytes while they arrive, because a content length may be wrong or missing. */
async function bytesOf(request: Request, largest: number): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > largest) throw tooLarge(TOO_LONG);
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  const body = request.body as unknown as AsyncIterable<Uint8Array> | null;
  for await (const chunk of body ?? []) {
    byteCount += chunk.byteLength;
    // The rest is read and dropped for a while, because most clients read the answer only after they have sent
    // everything.
    if (byteCount > 8 * largest) break;
    if (byteCount <= largest) chunks.push(chunk);
  }
  if (byteCount > largest) throw tooLarge(TOO_LONG);
  return Buffer.concat(chunks);
}

const NO_FORM = "没有收到表单，请从页面上提交。";
const TOO_LONG = "表单太长，没有收下。";
