import {json, redirect} from "@remix-run/node";
import {formatMoment} from "#app/format.ts";
import {visitorOf} from "#app/server/access.server.ts";
import {now} from "#app/server/clock.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {ownPath} from "#app/server/own-path.ts";
import {newSession, noSession, sessionOf, shownMarks} from "#app/server/session.server.ts";
import {landingOf} from "#app/server/start-page.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAccount} from "#pipelines/accounts/accounts.ts";
import {type SignIn, signIn, signInWithCode} from "#pipelines/accounts/sign-in.ts";
import {tell} from "#pipelines/host/happenings.ts";
import {offeredSignOns} from "./sign-on.server.ts";

/** Tells whether the page asks for the password or the code. It redirects a visitor who is signed in already. */
export async function readSignInPage(request: Request) {
  const search = new URL(request.url).searchParams;
  const to = ownPath(search.get("to"));
  if (await visitorOf(request)) throw redirect(to);
  return {
    to,
    isCodeAsked: (await sessionOf(request))?.is_pending === 1,
    isNew: search.get("set") === "1",
    signOns: offeredSignOns()
  };
}

export type SignInPage = Awaited<ReturnType<typeof readSignInPage>>;

const SIGN_IN = {
  intent: optionalText,
  to: optionalText,
  name: optionalText,
  password: optionalText,
  code: optionalText
};

/**
 * Checks the password, then the code where the account has a second factor. Of a locked account both are checked at
 * once.
 */
export async function postSignIn(request: Request, address: string) {
  const {intent, name, password, code, ...asked} = await readFields(request, SIGN_IN);
  const to = ownPath(asked.to);
  const outcome =
    intent === "code"
      ? await codeOutcome(request, code, address)
      : await signIn(await readLedger(), {name, password, code, address, ...shownMarks(request)});
  if (outcome.outcome === "refused" || outcome.outcome === "locked")
    tell("sign-in-refused", {by: intent === "code" ? "code" : "password", outcome: outcome.outcome});
  switch (outcome.outcome) {
    case "signed-in":
      throw redirect(await landingOf(outcome.account, to), {
        headers: await newSession(request, outcome.account, {address})
      });
    case "second-factor":
      throw redirect(`/sign-in?${new URLSearchParams({to})}`, {
        headers: await newSession(request, outcome.account, {isPending: true, address})
      });
    case "refused":
      return json({problem: problemOf(intent, code), name, isCodeOffered: code !== ""}, {status: 401});
    case "locked": {
      const seconds = Math.ceil((Date.parse(outcome.until) - Date.parse(now())) / 1000);
      return json(
        {
          problem: `尝试的次数太多，请在 ${formatMoment(outcome.until)} 之后再试。${intent === "code" ? "" : WITH_CODE}`,
          name,
          isCodeOffered: true
        },
        {status: 429, headers: {"retry-after": String(Math.max(seconds, 1))}}
      );
    }
    case "over":
      return json(
        {problem: "等得太久，请重新输入密码。", name: "", isCodeOffered: false},
        {
          status: 401,
          headers: {"set-cookie": noSession(request)}
        }
      );
  }
}

function problemOf(intent: string, code: string): string {
  if (intent === "code") return "动态口令不对，或已用过；请等下一个再试。";
  return code === "" ? "账户名或密码不对，或账户已停用。" : "账户名、密码或动态口令不对，或账户已停用。";
}

const WITH_CODE = "启用了动态口令的账户，同时填写密码和动态口令，现在就可以登录。";

async function codeOutcome(request: Request, code: string, address: string): Promise<SignIn | {outcome: "over"}> {
  const ledger = await readLedger();
  const session = await sessionOf(request);
  const account = session?.is_pending ? await readAccount(ledger, session.account_id) : undefined;
  if (!account) return {outcome: "over"};
  return ledger.transaction((tx) => signInWithCode(tx, account, {code, address, ...shownMarks(request)}));
}
