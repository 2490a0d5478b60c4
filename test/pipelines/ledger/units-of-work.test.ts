import {statSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {expect, onTestFinished, test} from "vitest";
import {auditAlone, readAudit, verifyAudit} from "#pipelines/ledger/audit.ts";
import {addBuild, readLastBuild} from "#pipelines/ledger/builds.ts";
import {type Ledger, type LedgerTransaction, openLedger} from "#pipelines/ledger/ledger.ts";
import {readUnitAliases, setUnitAlias} from "#pipelines/ledger/unit-aliases.ts";
import {temporaryFolder} from "../store.ts";

const NOW = "2026-11-15T04:00:00.000Z";
const newFile = () => join(temporaryFolder(), "ledger.sqlite");

async function openedLedger(path = newFile()): Promise<Ledger> {
  const ledger = await openLedger(path);
  onTestFinished(() => ledger.close());
  return ledger;
}

const addAlias = (tx: LedgerTransaction, alias: string) => setUnitAlias(tx, {alias, unit_code: "U01", set_at: NOW});
const aliasesIn = async (ledger: Ledger) => (await readUnitAliases(ledger)).map(({alias}) => alias);

test("a unit of work stands wholly or not at all", async () => {
  const ledger = await openedLedger();
  const failing = ledger.transaction(async (tx) => {
    await addAlias(tx, "一院");
    throw new Error("broken off");
  });
  await expect(failing).rejects.toThrow("broken off");
  expect(await aliasesIn(ledger)).toEqual([]);
  await ledger.transaction((tx) => addAlias(tx, "二院"));
  expect(await aliasesIn(ledger)).toEqual(["二院"]);
});

test("while a unit of work is under way the ledger goes on answering, with what stood before it", async () => {
  const ledger = await openedLedger();
  await ledger.transaction((tx) => addAlias(tx, "一院"));
  let isRead: (aliases: string[]) => void;
  const read = new Promise<string[]>((resolve) => (isRead = resolve));
  const work = ledger.transaction(async (tx) => {
    await addAlias(tx, "二院");
    // Until somebody outside has read.
    await read;
  });
  await sleep(20);
  const seen = await aliasesIn(ledger);
  isRead!(seen);
  await work;
  expect(seen).toEqual(["一院"]);
  expect(await aliasesIn(ledger)).toEqual(["一院", "二院"]);
});

test("inside a unit of work the ledger itself answers nothing: it would not show what was written", async () => {
  const ledger = await openedLedger();
  const reading = ledger.transaction(async (tx) => {
    await addAlias(tx, "一院");
    return aliasesIn(ledger);
  });
  await expect(reading).rejects.toThrow(/through its transaction/);
  const closing = ledger.transaction(() => ledger.close());
  await expect(closing).rejects.toThrow(/through its transaction/);
  expect(await aliasesIn(ledger)).toEqual([]);
});

test("a unit of work begun inside another fails at once and is not waited for, also with another opened ledger", async () => {
  const path = newFile();
  const [ledger, same] = [await openedLedger(path), await openedLedger(path)];
  for (const inner of [ledger, same]) {
    const nested = ledger.transaction(() => inner.transaction((tx) => addAlias(tx, "一院")));
    await expect(nested).rejects.toThrow(/through its transaction/);
  }
  const other = await openedLedger();
  await ledger.transaction(() => other.transaction((tx) => addAlias(tx, "二院")));
  expect([await aliasesIn(ledger), await aliasesIn(other)]).toEqual([[], ["二院"]]);
});

test("what nobody waited for cannot be written after its unit of work is over", async () => {
  const ledger = await openedLedger();
  const left = await ledger.transaction(async (tx) => ({late: () => addAlias(tx, "一院")}));
  await expect(left.late()).rejects.toThrow(/already committed/);
  expect(await aliasesIn(ledger)).toEqual([]);
});

test("fifty units of work begun at once come one after the other, and the audit's chain stays whole", async () => {
  const ledger = await openedLedger();
  const entries = Array.from({length: 50}, (_, index) => ({at: NOW, who: `a${index}`, action: "sign-in"}) as const);
  await Promise.all(entries.map((entry) => auditAlone(ledger, entry)));
  expect(await verifyAudit(ledger)).toMatchObject({isIntact: true, count: 50});
  expect(new Set((await readAudit(ledger)).map(({who}) => who)).size).toBe(50);
});

test("builds begun at once in two opened ledgers get a number each", async () => {
  const path = newFile();
  const ledgers = [await openedLedger(path), await openedLedger(path)];
  const begun = ledgers.flatMap((ledger) =>
    Array.from({length: 20}, () => ledger.transaction((tx) => addBuild(tx, NOW)))
  );
  const numbers = await Promise.all(begun);
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({length: 40}, (_, index) => index + 1));
  expect(await readLastBuild(ledgers[0]!)).toBe(40);
});

test("who waits for another's unit of work does not keep this process from answering", async () => {
  const path = newFile();
  const [first, second] = [await openedLedger(path), await openedLedger(path)];
  const began = performance.now();
  const slow = first.transaction(() => sleep(1000));
  await sleep(20);
  const waiting = second.transaction((tx) => addAlias(tx, "一院"));
  await sleep(20);
  const answered = performance.now() - began;
  await Promise.all([slow, waiting]);
  expect(answered).toBeLessThan(700);
  expect(performance.now() - began).toBeGreaterThan(990);
  expect(await aliasesIn(first)).toEqual(["一院"]);
});

test("a snapshot shows one state, whatever is written while it is read", async () => {
  const ledger = await openedLedger();
  await auditAlone(ledger, {at: NOW, action: "sign-in"});
  const counts = await ledger.snapshot(async (reader) => {
    const before = (await readAudit(reader)).length;
    await sleep(30);
    return [before, (await readAudit(reader)).length];
  });
  const [snapshot] = await Promise.all([
    ledger.snapshot(async (reader) => {
      const before = (await readAudit(reader)).length;
      await sleep(50);
      return [before, (await readAudit(reader)).length];
    }),
    sleep(10).then(() => auditAlone(ledger, {at: NOW, action: "sign-out"}))
  ]);
  expect([counts, snapshot, (await readAudit(ledger)).length]).toEqual([[1, 1], [1, 1], 2]);
});

test("the audit is found whole however much is written while it is read", async () => {
  const ledger = await openedLedger();
  const writing = Array.from({length: 30}, () => auditAlone(ledger, {at: NOW, action: "sign-in"}));
  const verified = await Promise.all(Array.from({length: 10}, () => verifyAudit(ledger)));
  await Promise.all(writing);
  expect(verified.every(({isIntact}) => isIntact)).toBe(true);
});

test("the journal is emptied between two units of work, and nothing of them is lost", async () => {
  const path = newFile();
  const ledger = await openedLedger(path);
  const works = ["一院", "二院", "三院"].map((alias) =>
    ledger.transaction(async (tx) => {
      await addAlias(tx, alias);
      await sleep(30);
    })
  );
  await sleep(10);
  await Promise.all([...works, ledger.settle()]);
  expect(await aliasesIn(ledger)).toEqual(["一院", "三院", "二院"]);
  await ledger.settle();
  expect(statSync(`${path}-wal`).size).toBe(0);
});

test("closing waits for the unit of work that is under way", async () => {
  const path = newFile();
  const ledger = await openLedger(path);
  const work = ledger.transaction(async (tx) => {
    await addAlias(tx, "一院");
    await sleep(50);
    await addAlias(tx, "二院");
  });
  await sleep(10);
  await ledger.close();
  await work;
  await expect(ledger.transaction((tx) => addAlias(tx, "三院"))).rejects.toThrow(/not open/);
  expect(await aliasesIn(await openedLedger(path))).toEqual(["一院", "二院"]);
});

test("what was read is remembered until anybody writes, in this process or another", async () => {
  const path = newFile();
  const ledger = await openedLedger(path);
  const other = await openedLedger(path);
  let reads = 0;
  const aliases = () =>
    ledger.remembered("aliases", () => {
      reads++;
      return aliasesIn(ledger);
    });
  expect([await aliases(), await aliases(), reads]).toEqual([[], [], 1]);
  await ledger.transaction((tx) => addAlias(tx, "一院"));
  expect([await aliases(), await aliases(), reads]).toEqual([["一院"], ["一院"], 2]);
  await other.transaction((tx) => addAlias(tx, "二院"));
  expect([await aliases(), reads]).toEqual([["一院", "二院"], 3]);
});

test("a read that failed is not remembered", async () => {
  const ledger = await openedLedger();
  await expect(ledger.remembered("aliases", () => Promise.reject(new Error("broken off")))).rejects.toThrow();
  expect(await ledger.remembered("aliases", () => Promise.resolve("read"))).toBe("read");
});
