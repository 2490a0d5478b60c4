import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {OFFICE, unitSender} from "#pipelines/contracts/sender.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {dryRunUnnamed, submit} from "#pipelines/submissions/submissions.ts";
import {sendBasics, unreconciled} from "../../pipelines/store.ts";
import {property} from "../case.ts";
import {corpus} from "../corpus.ts";
import {expectEqual} from "../equal.ts";
import {expectSaid} from "../findings-said.ts";
import {mutated} from "../mutated.ts";
import {piecesOf} from "../pieces.ts";
import {repacked} from "../packed.ts";
import type {Target} from "../target.ts";

const TODAY = "2026-11-15";

/** A whole file on its way in: it is taken, or answered by findings; its rows add up, and nothing is left behind. */
const whole: Target = {
  name: "submissions",
  share: 200,
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), "fuzz-store-"));
    const {dir, ledger} = await openStore(dataDirAt(folder));
    await sendBasics({dir, ledger});
    const sent = corpus().filter(({name}) => name.startsWith("test/fixtures/submissions"));
    const file = fc.oneof(
      {weight: 4, arbitrary: mutated(sent)},
      {weight: 1, arbitrary: repacked(sent.filter(({name}) => name.endsWith(".xlsx")))}
    );
    const asked = fc.record({
      file,
      dataset: fc.option(fc.constantFrom(...readContracts().keys()), {nil: undefined}),
      isOffice: fc.boolean(),
      isDryRun: fc.boolean(),
      isNewcomer: fc.boolean()
    });
    return {
      property: property(asked, async ({file, dataset, isOffice, isDryRun, isNewcomer}) => {
        const request = {
          sender: isOffice ? OFFICE : unitSender("U01"),
          account: null,
          fileName: file.name.split("/").at(-1)!,
          chunks: piecesOf(file.bytes, 4099),
          today: TODAY,
          now: `${TODAY}T04:00:00.000Z`,
          acceptsNewcomers: isNewcomer
        };
        const outcome = dataset
          ? await submit(dir, ledger, {...request, dataset, isDryRun})
          : await dryRunUnnamed(dir, ledger, request);
        if ("findings" in outcome) outcome.findings.shown.forEach(expectSaid);
        if (outcome.outcome !== "already-accepted") expectEqual(unreconciled(outcome.counts), 0, "rows left over");
        expectEqual(readdirSync(dir.tmp), [], "left behind");
      }),
      close: async () => {
        await ledger.close();
        rmSync(folder, {recursive: true});
      }
    };
  }
};

export const SUBMISSIONS = [whole];
