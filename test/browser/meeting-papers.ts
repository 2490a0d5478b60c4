import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect} from "vitest";
import type {FrozenState} from "#app/features/deck/state/frozen-state.ts";
import {type RunningServer, startServer} from "../running-server.ts";
import {placeSampleYear, SAMPLE_DAY} from "../sample-year.ts";
import {findHeadlessBrowser} from "./find-browser.ts";

/** A paper as its download gives it. */
export interface Paper {
  kind: string;
  /** The deck's code, or empty. */
  subject: string;
  name: string;
  bytes: Uint8Array;
}

export interface MeetingPapers {
  /** The digits that people see. */
  stateId: string;
  state: FrozenState;
  papers: Paper[];
}

/** Every paper of a meeting of the sample year, downloaded as the office does; the server has stopped since. */
export async function meetingPapers(): Promise<MeetingPapers> {
  const folder = mkdtempSync(join(tmpdir(), "papers-"));
  let server: RunningServer | undefined;
  try {
    await placeSampleYear(folder);
    server = await startServer(folder, {today: SAMPLE_DAY, env: {CHROMIUM_PATH: findHeadlessBrowser()}});
    return await papersFrom(server);
  } finally {
    await server?.stop();
    rmSync(folder, {recursive: true, force: true});
  }
}

async function papersFrom(server: RunningServer): Promise<MeetingPapers> {
  const meeting = await openedMeeting(server);
  // Decks for paper are always wide, so those for the screen have the same slides.
  await post(server, "/present", {intent: "room", distance: "0", height: "0", shape: "wide"});
  const deck = await post(server, "/present", {intent: "open", meeting});
  const stateId = new URL(deck, server.url).searchParams.get("state") ?? "";
  const state = (await (await server.ask(`/api/states/${stateId}.json`)).json()) as FrozenState;
  const decks = ["monthly", ...state.tasks.map(({code}) => code)];
  const make = async (ofDecks: string[], ofState: string[]) => {
    const wanted = ofDecks.flatMap((kind) => decks.map((subject) => ({kind, subject})));
    const papers: Paper[] = [];
    const supervised = state.work?.supervised[0]?.code ?? "";
    const subjectOf = (kind: string) => (kind === "supervision-docx" ? supervised : "");
    for (const each of [...wanted, ...ofState.map((kind) => ({kind, subject: subjectOf(kind)}))])
      papers.push(await download(server, {meeting, ...each}));
    return papers;
  };
  // The server works on the others while its browser prints.
  const made = await Promise.all([
    make(["deck-pdf"], ["booklet-pdf"]),
    make(
      ["deck-html", "deck-pptx"],
      ["progress-docx", "summary-docx", "workbook-xlsx", "minutes-docx", "supervision-docx"]
    )
  ]);
  return {stateId, state, papers: made.flat()};
}

async function openedMeeting(server: RunningServer): Promise<string> {
  const facts = {body: "校工会常委会", held_on: SAMPLE_DAY, place: "行政楼 301", chair: "工会主席"};
  const address = await post(server, "/meetings/new", {...facts, free: "整体情况"});
  await post(server, address, {intent: "open"});
  return address.replace("/meetings/", "");
}

async function download(
  server: RunningServer,
  fields: {meeting: string; kind: string; subject: string}
): Promise<Paper> {
  const {kind, subject} = fields;
  const answer = await server.ask(await post(server, "/reports", fields));
  expect(answer.status, `${kind} ${subject}`).toBe(200);
  const [, name = ""] = /filename\*=UTF-8''(.*)$/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
  return {kind, subject, name: decodeURIComponent(name), bytes: new Uint8Array(await answer.arrayBuffer())};
}

/** Sends a form, and returns where it leads to. */
async function post(server: RunningServer, path: string, fields: Record<string, string>): Promise<string> {
  const answer = await server.ask(path, {method: "POST", redirect: "manual", body: new URLSearchParams(fields)});
  expect([answer.status, await answer.text()], path).toEqual([302, ""]);
  return answer.headers.get("location") ?? "";
}
