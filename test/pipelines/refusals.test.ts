import {expect, test} from "vitest";
import {HOUR, later, SECOND} from "#pipelines/accounts/moments.ts";
import {detailOf, readAudit, verifyAudit} from "#pipelines/ledger/audit.ts";
import {auditCountedRefusals, auditRefusal} from "#pipelines/ledger/refusals.ts";
import {emptyStore} from "./store.ts";

const NOW = "2026-11-15T01:00:00.000Z";

test("who asks a hundred times for what they may not have is written down once, and with the number after the hour", async () => {
  const {ledger} = await emptyStore();
  const refuse = (second: number, who: string, kind: string, object?: string) =>
    auditRefusal(ledger, {now: later(NOW, second * SECOND), who, kind, object});
  const entries = async () =>
    (await readAudit(ledger)).map(({at, who, object, detail}) => [at, who, object, detailOf(detail)]).reverse();
  for (let second = 0; second < 100; second += 1) await refuse(second, "unit-U01", "verdicts");
  await refuse(100, "unit-U01", "submission", "01a2206d");
  await refuse(101, "unit-U02", "verdicts");
  const first = [
    [NOW, "unit-U01", "verdicts", {}],
    [later(NOW, 100 * SECOND), "unit-U01", "01a2206d", {}],
    [later(NOW, 101 * SECOND), "unit-U02", "verdicts", {}]
  ];
  await auditCountedRefusals(ledger, later(NOW, HOUR - SECOND));
  expect(await entries()).toEqual(first);
  const over = later(NOW, HOUR);
  await auditCountedRefusals(ledger, over);
  const counted = [over, "unit-U01", "verdicts", {count: 99, last: later(NOW, 99 * SECOND)}];
  expect(await entries()).toEqual([...first, counted]);
  await auditRefusal(ledger, {now: later(NOW, 2 * HOUR), who: "unit-U01", kind: "verdicts"});
  expect(await entries()).toEqual([...first, counted, [later(NOW, 2 * HOUR), "unit-U01", "verdicts", {}]]);
  expect(await verifyAudit(ledger)).toMatchObject({isIntact: true, count: 5});
});
