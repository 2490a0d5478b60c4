import nodemailer from "nodemailer";
import * as v from "valibot";
import type {Answer} from "./answer.ts";
import type {Channels} from "./channels.ts";

type MailServer = NonNullable<Channels["mail"]>;

export interface Mail {
  /** A repeat has the same, by which mail programs know it. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

const TIMES_MS = {connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000};

export async function sendMail({server, from}: MailServer, {id, to, subject, text}: Mail): Promise<Answer> {
  const transport = nodemailer.createTransport({
    url: server,
    ...TIMES_MS,
    disableFileAccess: true,
    disableUrlAccess: true
  });
  try {
    const messageId = `<${id}@${from.slice(from.indexOf("@") + 1)}>`;
    await transport.sendMail({from, to, subject, text, messageId, headers: {"Auto-Submitted": "auto-generated"}});
    return {outcome: "sent", code: "250", words: "邮件服务器已收下。"};
  } catch (error) {
    return refusalOf(v.parse(ERROR, error));
  } finally {
    transport.close();
  }
}

const ERROR = v.object({code: v.optional(v.string(), "error"), responseCode: v.optional(v.number())});

/** The text of an error may name the address or the account, so only its code is told. */
function refusalOf({code, responseCode}: v.InferOutput<typeof ERROR>): Answer {
  const told = responseCode === undefined ? code : String(responseCode);
  if (code === "EAUTH") return {outcome: "refused", code: told, words: "邮件服务器不认账户或密码，请核对 SMTP_URL。"};
  // 4xx is for now, 5xx for good.
  if (responseCode !== undefined && responseCode >= 500)
    return {outcome: "refused", code: told, words: "邮件服务器拒收，请核对收件人的邮箱和 MAIL_FROM。"};
  if (responseCode !== undefined) return {outcome: "failed", code: told, words: "邮件服务器暂时不收，稍后再试。"};
  return {outcome: "failed", code: told, words: "没有连上邮件服务器，或没有等到回答。"};
}
