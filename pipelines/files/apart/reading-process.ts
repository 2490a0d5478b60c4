import {type ReadingAnswer, type ReadingRequest, READINGS} from "./readings.ts";

/** The process that reads; `read-apart.ts` starts it. It has no secrets, no ledger and no database. */
async function answer({reading, of}: ReadingRequest): Promise<ReadingAnswer> {
  const read = READINGS[reading] as (...of: unknown[]) => Promise<unknown>;
  try {
    return {result: await read(...of)};
  } catch (error) {
    return {defect: error instanceof Error ? (error.stack ?? error.message) : String(error)};
  }
}

process.on("message", (request: ReadingRequest) => {
  void answer(request).then((told) => process.send!(told));
});
process.on("disconnect", () => process.exit());
process.send!("ready");
