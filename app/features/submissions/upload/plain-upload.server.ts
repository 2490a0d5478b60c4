import {type Access, actorOf, requireCsrf, requireMay} from "#app/server/access.server.ts";
import {eachFormPart, isMultipart, passOver} from "#app/server/form-parts.server.ts";
import {badRequest} from "#app/server/http.server.ts";
import {withReceivedBody} from "#app/server/received-body.server.ts";
import {store} from "#app/server/store.server.ts";
import {isDay, now, today} from "#pipelines/time/clock.ts";
import {isOfSensitive} from "#pipelines/contracts/sensitive.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {DiskFullError} from "#pipelines/host/disk-full.ts";
import {sendFile} from "#pipelines/submissions/intake.ts";
import {SealError} from "#pipelines/sealed/seal-error.ts";
import type {Answer, PlainAnswer} from "./answer.ts";
import {answerOf} from "./answer.server.ts";
import {fileNameOf} from "./file-name.ts";
import {boundedText} from "./bounded-text.server.ts";
import {type KeptFacts, keptFiles} from "./kept-files.server.ts";
import {bodyLimitsOf, limited} from "./sending.server.ts";

/** Handles the form without JavaScript. Its fields precede the file, so it is read in one pass once it has arrived. */
export async function submitForm(access: Access): Promise<PlainAnswer> {
  const {request} = access;
  if (!isMultipart(request)) throw badRequest("没有收到表单，请从上传页面发送。");
  const isDryRun = new URL(request.url).searchParams.get("intent") === "check";
  const fields = new Map<string, string>();
  let answer: PlainAnswer | undefined;
  try {
    await withReceivedBody(access, bodyLimitsOf(), async (received) => {
      await eachFormPart(received.request, async ({name, filename, data}) => {
        if (filename === undefined && fields.size >= MOST_FIELDS) throw badRequest("表单里的项太多。");
        if (filename === undefined) fields.set(name, await textOf(data));
        else if (name === "file")
          answer = await submitPart(received, {fields, fileName: filename, chunks: data, isDryRun});
        else await passOver(data);
        return {isEnough: answer !== undefined};
      });
      if (!answer && fields.has("kept")) answer = await sendKept(received, fields);
    });
  } catch (error) {
    if (error instanceof DiskFullError || error instanceof SealError)
      return {outcome: "failed", message: error.message};
    throw error;
  }
  return answer ?? {outcome: "failed", message: "没有收到文件，请选择文件后再点“发送”。"};
}

interface FilePart {
  fields: Map<string, string>;
  fileName: string;
  chunks: AsyncIterable<Uint8Array>;
  isDryRun: boolean;
}

async function submitPart(access: Access, {fields, fileName, chunks, isDryRun}: FilePart): Promise<PlainAnswer> {
  const {request, visitor} = access;
  await requireCsrf(request, fields.get("csrf"));
  const dataset = fields.get("dataset") ?? "";
  await requireMay(visitor, "upload", {units: [fields.get("unit") ?? ""]});
  const asOf = fields.get("as_of") || undefined;
  if (!readContracts().has(dataset)) return {outcome: "failed", message: "请先选择台账（表），再选文件。"};
  if (asOf !== undefined && !isDay(asOf)) throw badRequest(`“${asOf.slice(0, 20)}”不是存在的日期。`);
  const facts = {
    dataset,
    fileName: fileNameOf(fileName),
    unit: fields.get("unit") || undefined,
    asOf,
    acceptsNewcomers: fields.get("accept_unknown") === "1"
  };
  const pieces = limited(chunks, dataset);
  if (isDryRun) return checkPart(access, facts, pieces);
  if (visitor.session) keptFiles().forget(visitor.session.token_hash);
  return sendPart(access, {...facts, chunks: pieces}, false);
}

/** Checks a file, and keeps it until it is sent unless its dataset is sensitive. */
async function checkPart(access: Access, facts: SentFacts, chunks: FilePart["chunks"]): Promise<PlainAnswer> {
  const {session} = access.visitor;
  if (!session) return sendPart(access, {...facts, chunks}, true);
  if (isOfSensitive(facts.dataset))
    return {...(await sendPart(access, {...facts, chunks}, true)), kept: {reason: "sensitive"}};
  const copy = keptFiles().copy((await store()).dir, chunks);
  try {
    const answer = await sendPart(access, {...facts, chunks: copy.chunks}, true);
    if (answer.outcome !== "acceptable") return answer;
    const id = copy.keep({...facts, session: session.token_hash});
    return {...answer, kept: id === undefined ? {reason: "large"} : {id, fileName: facts.fileName}};
  } finally {
    copy.drop();
  }
}

/** Sends the file that this session had checked. */
async function sendKept(access: Access, fields: Map<string, string>): Promise<PlainAnswer> {
  const {request, visitor} = access;
  await requireCsrf(request, fields.get("csrf"));
  const answer = await keptFiles().take(fields.get("kept")!, visitor.session?.token_hash ?? "", async (file) => {
    await requireMay(visitor, "upload", {units: [file.unit ?? ""]});
    return sendPart(access, file, false);
  });
  return answer ?? {outcome: "failed", message: KEPT_NO_MORE};
}

const KEPT_NO_MORE = "检查过的文件已不在：可能已经发送，或已过一小时。请到“报送情况”查看；没有收下的，请再选一次文件。";

type SentFacts = Omit<KeptFacts, "session">;

async function sendPart(
  {visitor, request}: Access,
  {dataset, fileName, chunks, unit, asOf, acceptsNewcomers}: SentFacts & Pick<FilePart, "chunks">,
  isDryRun: boolean
): Promise<Answer> {
  const outcome = await sendFile(await store(), {
    dataset,
    fileName,
    chunks,
    ...actorOf({visitor, unit}),
    asOf,
    today: today(),
    now: now(),
    isDryRun,
    acceptsNewcomers,
    signal: request.signal
  });
  return answerOf(outcome, dataset, visitor);
}

const FIELD_BYTES = 1000;
const MOST_FIELDS = 20;

const textOf = (data: AsyncIterable<Uint8Array>) =>
  boundedText(data, {mostBytes: FIELD_BYTES, refusal: "表单里有一项太长。"});
