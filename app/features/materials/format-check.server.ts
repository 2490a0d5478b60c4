import {json} from "@remix-run/node";
import {readFormWithFiles} from "#app/server/forms.server.ts";
import {checkGbt9704} from "./docx/gbt-9704-checker.ts";

const MOST_BYTES = 20 * 1024 * 1024;
const NO_FILE = "没有收到文件，请选择一个 Word 文件（docx）。";

/** Reads the form with the file, before anything else is asked of it. */
export const readCheckForm = (request: Request) => readFormWithFiles(request, MOST_BYTES);

/** Checks the file of a form against GB/T 9704; it is kept nowhere. */
export async function answerFormatCheck(form: FormData) {
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return json({problem: NO_FILE}, {status: 422});
  const rows = checkGbt9704(new Uint8Array(await file.arrayBuffer()));
  return "problem" in rows ? json({problem: rows.problem}, {status: 422}) : json({name: file.name, rows});
}
