import {redirect} from "@remix-run/node";
import * as v from "valibot";
import type {Access} from "#app/server/access.server.ts";
import {now, today} from "#app/server/clock.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {transaction} from "#app/server/store.server.ts";
import {setSetting} from "#pipelines/ledger/settings.ts";
import {requireOffice} from "../queue/queue.server.ts";

/** Records that a unit was reminded today, for colleagues to see. */
export async function postReminded(access: Access) {
  requireOffice(access);
  const url = new URL(access.request.url);
  const {reminded} = await readFields(access.request, {
    reminded: v.pipe(optionalText, v.regex(/^[A-Za-z0-9_-]{1,20}$/, "没有说明提醒了哪个单位。"))
  });
  const by = access.visitor.account.name;
  await transaction((tx) => setSetting(tx, {name: `reminded/${reminded}`, value: today(), by, now: now()}));
  url.searchParams.delete("index");
  throw redirect(`${url.pathname}${url.search}`);
}
