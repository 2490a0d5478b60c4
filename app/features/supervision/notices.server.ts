import {formatMoment} from "#app/format.ts";
import type {Access} from "#app/server/access.server.ts";
import {readAccountNames} from "#app/server/account-names.server.ts";
import {today} from "#app/server/clock.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAccounts} from "#pipelines/accounts/accounts.ts";
import {acknowledgementOf, endOf, lastToldOf, levelOf, type Notice, noticeNumber} from "#pipelines/messages/notice.ts";
import {readNotices} from "#pipelines/messages/notices.ts";
import type {Addressee} from "#pipelines/messages/state.ts";
import {addresseesOf, nextStepOf, stepsOf} from "#pipelines/messages/steps.ts";
import type {SettledPlan} from "#pipelines/plan/plan.ts";

/** What decides whom a notice is told. */
export interface Owners {
  code: string;
  lead_unit_code: string | null;
  account: string | null;
}

/** Returns a function that gives the notices of a deliverable as a page shows them, the first first. */
export async function readNoticeStates(plan: SettledPlan) {
  const ledger = await readLedger();
  const notices = await readNotices(ledger, plan.year);
  const names = await readAccountNames();
  const state = {plan, addressees: await readAddressees(), day: today()};
  return (owners: Owners) =>
    notices
      .filter(({deliverable_code}) => deliverable_code === owners.code)
      .map((notice) => noticeStateOf(notice, {owners, names, state}));
}

interface NoticeFacts {
  owners: Owners;
  names: (account: string | null) => string | null;
  state: {plan: SettledPlan; addressees: Addressee[]; day: string};
}

function noticeStateOf(notice: Notice, {owners, names, state}: NoticeFacts) {
  const acknowledged = acknowledgementOf(notice);
  const end = endOf(notice);
  const next = nextStepOf(notice, itemOf(owners), state);
  return {
    number: noticeNumber(notice),
    ...levelOf(notice),
    issued_on: notice.issued_on,
    issued_by: names(notice.issued_by),
    opinion: notice.opinion,
    step: lastToldOf(notice)?.step ?? null,
    responsible: names(owners.account),
    acknowledged: acknowledged ? {by: names(acknowledged.account) ?? "", at: formatMoment(acknowledged.at)} : null,
    next: next ? {step: next.step, on: next.on} : null,
    end: end ? {reason: end.reason, on: end.on, submission_id: end.submission_id} : null
  };
}

export type NoticeState = ReturnType<typeof noticeStateOf>;

/** The steps ask for nothing else of an item. */
function itemOf({code, lead_unit_code, account}: Owners) {
  return {
    ...{code, account, lead_unit: lead_unit_code, name: "", status: "", level: null, rules: [], due_on: ""},
    ...{unit_name: null, leader: null, report: null}
  };
}

async function readAddressees(): Promise<Addressee[]> {
  return (await readAccounts(await readLedger()))
    .filter(({disabled_at}) => disabled_at === null)
    .map(({name, role, unit_code, is_aid_officer}) => ({
      ...{name, role, unit_code, hasMail: false},
      isChair: role === "unit" && is_aid_officer === 1
    }));
}

/** 签收 is for whoever a step tells, even before their turn: a leader once a notice has come so far. */
export async function mayAcknowledge({visitor}: Access, owners: Owners, notice: Notice): Promise<boolean> {
  const state = {addressees: await readAddressees(), plan: {year: 0, workdays: [], supervision: []}};
  const item = itemOf(owners);
  const last = lastToldOf(notice)?.step;
  return stepsOf(item, state)
    .filter((step) => step !== "领导" || last === "领导")
    .some(
      (step) =>
        addresseesOf(step, item, state).some(({name}) => name === visitor.account.name) ||
        (step === "主席" && visitor.unit !== null && visitor.unit === owners.lead_unit_code)
    );
}
