import type {Access} from "#app/server/access.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {acknowledgementOf, isOpen, levelOf, noticeNumber} from "#pipelines/messages/notice.ts";
import {readNotices} from "#pipelines/messages/notices.ts";
import {mayAcknowledge} from "./notices.server.ts";
import {readSupervised} from "./supervision.server.ts";

/** Reads the notices that wait for the visitor's 签收. */
export async function readOwnNotices(access: Access) {
  const supervised = await readSupervised({...access, unit: undefined});
  if (!supervised) return [];
  const open = (await readNotices(await readLedger(), supervised.year)).filter(
    (notice) => isOpen(notice) && !acknowledgementOf(notice)
  );
  const own = await Promise.all(
    supervised.items.map(async (item) => {
      const notice = open.find(({deliverable_code}) => deliverable_code === item.code);
      return notice && (await mayAcknowledge(access, item, notice)) ? [{item, notice}] : [];
    })
  );
  return own.flat().map(({item: {code, name, due_on}, notice}) => ({
    ...{code, name, due_on},
    number: noticeNumber(notice),
    level: levelOf(notice).level
  }));
}

export type OwnNotice = Awaited<ReturnType<typeof readOwnNotices>>[number];
