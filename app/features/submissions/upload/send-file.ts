import {csrfToken} from "#app/ui/csrf.ts";
import type {Correction} from "#pipelines/files/corrections.ts";
import type {Answer, ReportAnswer} from "./answer.ts";

export interface FileToSend {
  file: File;
  /** Empty in a dry run that is to recognise the dataset. */
  dataset: string;
  unit: string;
  /** YYYY-MM-DD; empty means today. */
  asOf: string;
  /** Header → field, for columns that a person has confirmed. */
  columns: Record<string, string>;
  /** The person's corrections of cells. */
  corrections: Correction[];
  /** The sender confirms that people who are in no roster are new. */
  acceptsNewcomers?: boolean;
}

export interface RunningRequest<T> {
  done: Promise<T>;
  cancel: () => void;
}

const INTERRUPTED = "网络断开或被取消，什么都没有保存。文件还在这里，可以直接重试。";
const UNREADABLE = "服务器没有给出能看懂的回答，什么都没有保存。请稍后重试；仍不行，请告诉校工会办公室。";

/** Sends the file as the body of one request. It uses XHR, because only XHR reports upload progress. */
export function sendFile(
  toSend: FileToSend,
  {isDryRun, onProgress}: {isDryRun: boolean; onProgress?: (share: number) => void}
): RunningRequest<Answer> {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer>((resolve) => {
    const address = ["/api/submissions", toSend.dataset].filter((part) => part !== "").join("/");
    request.open("POST", `${address}?${searchOf(toSend, isDryRun)}`);
    setHeaders(request, toSend);
    request.upload.onprogress = ({loaded, total}) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(answerOf(request.status, request.responseText));
    request.onerror = request.onabort = () => resolve({outcome: "failed", message: INTERRUPTED});
    request.send(sentBody(toSend));
  });
  return {done, cancel: () => request.abort()};
}

/** Fetches the annotated file, or the reason why there is none. */
export async function fetchAnnotated(toSend: FileToSend): Promise<{file: Blob; name: string} | {message: string}> {
  const headers = new Headers({"x-file-name": encodeURIComponent(toSend.file.name), "x-csrf": csrfToken()});
  if (Object.keys(toSend.columns).length > 0)
    headers.set("x-columns", encodeURIComponent(JSON.stringify(toSend.columns)));
  try {
    const response = await fetch(`/submissions/annotated/${toSend.dataset}?${searchOf(toSend, true)}`, {
      method: "POST",
      body: sentBody(toSend),
      headers
    });
    if (!response.ok) return {message: messageIn(await response.text())};
    return {file: await response.blob(), name: `${toSend.file.name.replace(/\.[^.]*$/, "")}-错误说明.xlsx`};
  } catch {
    return {message: INTERRUPTED};
  }
}

/** The file alone or, with corrections, a form of both. */
function sentBody({file, corrections}: FileToSend): File | FormData {
  if (corrections.length === 0) return file;
  const form = new FormData();
  form.append("corrections", JSON.stringify(corrections));
  form.append("file", file);
  return form;
}

function searchOf({unit, asOf, acceptsNewcomers}: FileToSend, isDryRun: boolean): URLSearchParams {
  const search = new URLSearchParams();
  if (unit) search.set("unit", unit);
  if (asOf) search.set("as_of", asOf);
  if (acceptsNewcomers) search.set("accept_unknown", "1");
  if (isDryRun) search.set("dry_run", "1");
  return search;
}

function setHeaders(request: XMLHttpRequest, {file, columns}: FileToSend): void {
  request.setRequestHeader("x-csrf", csrfToken());
  request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
  if (Object.keys(columns).length > 0)
    request.setRequestHeader("x-columns", encodeURIComponent(JSON.stringify(columns)));
}

interface Body extends ReportAnswer {
  id?: string;
  sent_at?: string;
  error?: {code: string; message: string};
}

function answerOf(status: number, text: string): Answer {
  const body = bodyOf(text);
  if (!body) return {outcome: "failed", message: UNREADABLE};
  const message = body.error?.message ?? UNREADABLE;
  if (status === 201 && body.id) return {...body, outcome: "accepted", id: body.id};
  if (status === 200) return {...body, outcome: "acceptable"};
  if (status === 422 && body.counts) return {...body, outcome: "refused", message};
  if (status === 409 && body.id)
    return {outcome: "already-accepted", id: body.id, sent_at: body.sent_at ?? "", message};
  return {outcome: "failed", message};
}

function bodyOf(text: string): Body | undefined {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return undefined;
  }
}

function messageIn(text: string): string {
  return bodyOf(text)?.error?.message ?? (text.length < 300 && !text.startsWith("<") ? text : UNREADABLE);
}
