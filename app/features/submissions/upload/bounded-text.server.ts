import {badRequest} from "#app/server/http.server.ts";

/** Reads a field of a form as text; a field that is longer is refused before it fills the memory. */
export async function boundedText(
  data: AsyncIterable<Uint8Array>,
  {mostBytes, refusal}: {mostBytes: number; refusal: string}
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of data) {
    byteCount += chunk.byteLength;
    if (byteCount > mostBytes) throw badRequest(refusal);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
