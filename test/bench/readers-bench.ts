import {type Latencies, onSchedule, quantile} from "../load/open-model.ts";
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

async function readFor({origin, headers, month}: ReadSite, seconds: number): Promise<Latencies> {
  const pages = ["/", "/tasks/T05", "/kpis/K23"];
  return onSchedule({perSecond: RATE, seconds}, async (nth) => {
    const answer = await fetch(`${origin}${pages[nth % pages.length]}?month=${month}`, {headers});
    await answer.arrayBuffer();
    return answer.status === 200;
  });
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

const p95 = (times: number[]) => quantile(times, 0.95);
