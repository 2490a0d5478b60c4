import {eachFormPart, isMultipart, passOver} from "#app/server/form-parts.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {boundedText} from "./bounded-text.server.ts";
import {type Correction, readCorrections} from "#pipelines/files/corrections.ts";

const CORRECTIONS_BYTES = 4 * 1024 * 1024;

/** The file of a form, with the sender's corrections. */
export interface FormFile {
  fileName: string;
  chunks: AsyncIterable<Uint8Array>;
  corrections: Correction[];
}

export const isForm = isMultipart;

/** Reads a form of `corrections` followed by `file`, so that the file is checked while it arrives. */
export async function takeFormFile<T>(request: Request, take: (file: FormFile) => Promise<T>): Promise<T> {
  let corrections: Correction[] | undefined;
  let taken: {result: T} | undefined;
  await eachFormPart(request, async ({name, filename = "", data}) => {
    if (name === "corrections") corrections = correctionsIn(await textOf(data));
    else if (name === "file") {
      if (!corrections) throw badRequest("表单里要先有 corrections（更正清单），再有 file（文件）。");
      taken = {result: await take({fileName: filename, chunks: data, corrections})};
    } else await passOver(data);
    return {isEnough: taken !== undefined};
  });
  if (!taken) throw badRequest("表单里没有 file（文件）。");
  return taken.result;
}

function correctionsIn(text: string): Correction[] {
  const corrections = readCorrections(text);
  if (!corrections) throw badRequest(NO_CORRECTIONS);
  return corrections;
}

const NO_CORRECTIONS =
  'corrections 应是 JSON，如 [{"cell":"C7","was":"计科院","is":"U01"}]；最多 2000 处，一格只改一次，一处最多 2000 字。';

const textOf = (data: AsyncIterable<Uint8Array>) =>
  boundedText(data, {mostBytes: CORRECTIONS_BYTES, refusal: "更正清单太长，最多 2000 处。"});
