import * as v from "valibot";
import {badRequest, tooLarge} from "./http.server.ts";

/** No form of ours but the one with a file is larger. */
const LARGEST_FORM = 1024 * 1024;

const read = new WeakMap<Request, Promise<FormData>>();

/** The fields of a posted form, however often they are asked for; whatever is no form, or too long a one, is refused. */
export function readForm(request: Request): Promise<FormData> {
  const known = read.get(request) ?? formIn(request);
  read.set(request, known);
  return known;
}

/** A form of ours sends texts; the one with a file is read piece by piece elsewhere. */
const TEXTS = v.array(v.string());

/** A field that may be missing, and is empty then. */
export const optionalText = v.optional(v.string(), "");

/** The named fields of a posted form, by a schema; what is not so is answered with the words of the first that is wrong. */
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
  const type = request.headers.get("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw badRequest(NO_FORM);
  const body = await bytesOf(request);
  try {
    const form = await new Response(body, {headers: {"content-type": type}}).formData();
    if (!v.is(TEXTS, [...form.values()])) throw badRequest(NO_FORM);
    return form;
  } catch (error) {
    // What undici says of a body that is not what its type says.
    if (error instanceof TypeError) throw badRequest(NO_FORM);
    throw error;
  }
}

/** Counted while they come: a length may be untrue, or not said at all. */
async function bytesOf(request: Request): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > LARGEST_FORM) throw tooLarge(TOO_LONG);
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  const body = request.body as unknown as AsyncIterable<Uint8Array> | null;
  for await (const chunk of body ?? []) {
    byteCount += chunk.byteLength;
    // Read on without being kept, for a while: an answer reaches only who is listened to.
    if (byteCount > 8 * LARGEST_FORM) break;
    if (byteCount <= LARGEST_FORM) chunks.push(chunk);
  }
  if (byteCount > LARGEST_FORM) throw tooLarge(TOO_LONG);
  return Buffer.concat(chunks);
}

const NO_FORM = "没有收到表单，请从页面上提交。";
const TOO_LONG = "表单太长，没有收下。";
