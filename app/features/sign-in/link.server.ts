import {json, redirect} from "@remix-run/node";
import {now} from "#app/server/clock.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {knownDeviceCookie} from "#app/server/session.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readLink, useLink} from "#pipelines/accounts/links.ts";

/** Reads the form for the holder of a one-time link. */
export async function readLinkPage(token: string) {
  const link = await readLink(await readLedger(), token, now());
  if (!link) throw notFound("这个链接已用过或已过期，请联系系统管理员重新生成。");
  return {purpose: link.purpose, name: link.account?.name ?? null};
}

export type LinkPage = Awaited<ReturnType<typeof readLinkPage>>;

export async function postLink(request: Request, token: string, address: string) {
  const fields = {name: optionalText, password: optionalText, again: optionalText};
  const {name, password, again} = await readFields(request, fields);
  if (password !== again) return json({problem: "两次输入的密码不一样。", name}, {status: 422});
  const used = await useLink(await readLedger(), token, {password, name, now: now(), address});
  if ("problem" in used) return json({problem: used.problem, name}, {status: 422});
  // Who needed the link may be locked out by strangers.
  throw redirect("/sign-in?set=1", {headers: {"set-cookie": await knownDeviceCookie(request, used.account)}});
}
