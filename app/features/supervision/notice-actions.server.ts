import {json, redirect} from "@remix-run/node";
import {type Access, may, requireMay} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {badRequest, forbidden, notFound} from "#app/server/http.server.ts";
import {siteOf} from "#app/server/site.server.ts";
import {readLedger, transaction} from "#app/server/store.server.ts";
import {digestOf} from "#pipelines/messages/digest-text.ts";
import {acknowledgementOf, isOpen, type Notice} from "#pipelines/messages/notice.ts";
import {acknowledgeNotice, issueNotice, readNotices} from "#pipelines/messages/notices.ts";
import {mayAcknowledge} from "./notices.server.ts";
import {readSupervisedItem, type SupervisedPage} from "./supervision.server.ts";

const LONGEST_OPINION = 500;

/** Reads the paper of one deliverable, and what the visitor may do about its notice. */
export async function readPaper(access: Access, code: string) {
  const page = await readSupervisedItem(access, code);
  if (!page) throw notFound(`“${code.slice(0, 20)}”现在不在督办之列，也没有发出过督办单。`);
  const notice = await readOpenNotice(page, code);
  const isOffice = may(access.visitor, "supervise");
  return {
    ...page,
    mayIssue: isOffice && page.isSupervised && !notice,
    mayAcknowledge:
      notice !== undefined && !acknowledgementOf(notice) && (await mayAcknowledge(access, page.item, notice)),
    text: isOffice && notice ? textOf(page, notice, siteOf(access.request)) : null
  };
}

export type PaperPage = Awaited<ReturnType<typeof readPaper>>;

async function readOpenNotice({item}: SupervisedPage, code: string): Promise<Notice | undefined> {
  const notices = await readNotices(await readLedger(), yearOf(item));
  return notices.find((notice) => notice.deliverable_code === code && isOpen(notice));
}

const yearOf = ({year}: SupervisedPage["item"]) => year;

/** The text that the office pastes where no message reaches the addressee. */
function textOf({item}: SupervisedPage, notice: Notice, site: string): string {
  const {code, name, status, level, rules, due_on, lead_unit_code, lead_unit, account, leader} = item;
  const owners = {account, leader, lead_unit: lead_unit_code, unit_name: lead_unit, report: null};
  const told = {notice, item: {...{code, name, status, level, rules, due_on}, ...owners}, step: "责任人" as const};
  return digestOf([told], {day: today(), site}).body;
}

/** 签收 by an addressee, or 发出督办单 by the office. */
export async function postNotice(access: Access, code: string, address: string) {
  const {intent, opinion, back} = await readFields(access.request, {
    intent: optionalText,
    opinion: optionalText,
    back: optionalText
  });
  const page = await readSupervisedItem(access, code);
  if (!page) throw notFound(`“${code.slice(0, 20)}”现在不在督办之列，也没有发出过督办单。`);
  const acting = {day: today(), now: now(), by: access.visitor.account.name, address};
  if (intent === "acknowledge") {
    const notice = await readOpenNotice(page, code);
    if (!notice) return json({intent, problem: "这项没有待签收的督办单，可能已经结束。"}, {status: 422});
    if (!(await mayAcknowledge(access, page.item, notice)))
      throw forbidden("只有督办单的责任人、牵头单位和接到告知的领导可以签收。");
    await transaction(async (tx) => {
      const current = (await readNotices(tx, notice.year)).find(({notice_id}) => notice_id === notice.notice_id);
      if (current) await acknowledgeNotice(tx, current, acting);
    });
    throw redirect(back === "/progress" ? back : `/supervision/${code}`);
  }
  if (intent !== "issue") throw badRequest("没有说明要做什么。");
  await requireMay(access.visitor, "supervise");
  if (opinion.length > LONGEST_OPINION)
    return json({intent, problem: `拟办意见请缩到 ${LONGEST_OPINION} 字以内。`}, {status: 422});
  if (!page.isSupervised) return json({intent, problem: "这项现在没有触发督办规则，没有发出。"}, {status: 422});
  const {item} = page;
  await transaction(async (tx) => {
    const notices = await readNotices(tx, item.year);
    // Somebody else may just have issued it.
    if (notices.some((notice) => notice.deliverable_code === code && isOpen(notice))) return;
    await issueNotice(tx, {year: item.year, item, opinion}, acting);
  });
  throw redirect(`/supervision/${code}`);
}
