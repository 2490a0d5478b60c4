import {csvOf} from "../pipelines/csv.ts";

const READERS = 200;
/** A reader opens another page every eight seconds. */
const SECONDS_A_PAGE = 8;
const RATE = READERS / SECONDS_A_PAGE;
const SECONDS = 20;

export interface ReadersFigures {
  quietMs: number;
  rebuildMs: number;
  ratio: number;
  failed: number;
  rebuilds: number;
}

interface ReadSite {
  origin: string;
  headers: Record<string, string>;
  month: string;
}

/** Two hundred readers while nothing happens, and while files come in without a pause and all numbers are rebuilt. */
export async function benchReaders(site: ReadSite): Promise<ReadersFigures> {
  await readFor(site, 3);
  const quiet = await readFor(site, SECONDS);
  const sending = sendUntil(site);
  const busy = await readFor(site, SECONDS);
  const rebuilds = await sending.stop();
  if (rebuilds < 2) throw new Error(`only ${rebuilds} files came through while the pages were read`);
  return {
    quietMs: p95(quiet.times),
    rebuildMs: p95(busy.times),
    ratio: p95(busy.times) / p95(quiet.times),
    failed: quiet.failed + busy.failed,
    rebuilds
  };
}

/**
 * Requests come when they are due and not when the last one was answered, and count from the moment at which they were
 * due: a server that stands still makes all of them late.
 */
async function readFor(
  {origin, headers, month}: ReadSite,
  seconds: number
): Promise<{times: number[]; failed: number}> {
  const pages = ["/", "/tasks/T05", "/kpis/K23"];
  const [times, started]: [number[], number] = [[], performance.now()];
  let failed = 0;
  const read = async (nth: number) => {
    const due = started + (nth * 1000) / RATE;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const answer = await fetch(`${origin}${pages[nth % pages.length]}?month=${month}`, {headers}).catch(
      () => undefined
    );
    await answer?.arrayBuffer();
    if (answer?.status !== 200) failed++;
    times.push(performance.now() - due);
  };
  await Promise.all(Array.from({length: seconds * RATE}, (_, nth) => read(nth)));
  return {times, failed};
}

/** Sends one file after the other; each is accepted, and the numbers are rebuilt for it. */
function sendUntil({origin, headers, month}: ReadSite) {
  let isOver = false;
  const send = async (): Promise<number> => {
    let sent = 0;
    for (; !isOver; sent++) {
      const body = csvOf("activities", [
        {activity_id: `READ-${sent}`, activity_name: `阅读${sent}`, start_date: `${month}-12`}
      ]);
      const answer = await fetch(`${origin}/api/submissions/activities`, {method: "POST", body, headers});
      if (answer.status !== 201) throw new Error(`the file was answered with ${answer.status}: ${await answer.text()}`);
      // The overview that counts the file waits for the rebuild.
      await (await fetch(`${origin}/?month=${month}`, {headers})).arrayBuffer();
    }
    return sent;
  };
  const sending = send();
  return {
    stop: () => {
      isOver = true;
      return sending;
    }
  };
}

function p95(times: number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? NaN;
}
