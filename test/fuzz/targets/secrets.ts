import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {cookieOf, csrfOf, isCsrfOf, setCookie} from "#app/server/session.server.ts";
import {makeApiToken, readTokenAccount} from "#pipelines/accounts/api-tokens.ts";
import {readFeedOfSecret} from "#pipelines/accounts/calendar-feeds.ts";
import {readLink} from "#pipelines/accounts/links.ts";
import {passwordProblem} from "#pipelines/accounts/password.ts";
import {seal, unseal} from "#pipelines/accounts/secret.ts";
import {readSession, startSession} from "#pipelines/accounts/sessions.ts";
import {hashOfToken} from "#pipelines/accounts/token.ts";
import {dataDirAt} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {now} from "#pipelines/time/clock.ts";
import {accountOf} from "../../signed-in.ts";
import {property} from "../case.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import type {Opened, Target} from "../target.ts";
import {wellFormed} from "../well-formed.ts";

const SECRET = "a secret for trials only";
const text = fc.oneof(fc.string({maxLength: 20}), fc.string({maxLength: 20, unit: "binary"}));

/** A changed letter of what was sealed or signed. */
const spoilt = (whole: string, at: number, by: string) => {
  const place = at % whole.length;
  return `${whole.slice(0, place)}${by}${whole.slice(place + 1)}`;
};
const letter = fc.constantFrom(..."Aa0_-.= %");

/** What is sealed opens again, and only as it was sealed. */
const sealed: Target = {
  name: "sealed-texts",
  share: 30_000,
  open: () => ({
    property: property(fc.record({given: text, other: text, at: fc.nat(200), letter}), ({given, other, at, letter}) => {
      const made = seal(SECRET, "trial", given);
      expectEqual(unseal(SECRET, "trial", made), wellFormed(given), "opened");
      expectEqual(unseal(SECRET, "other", made), undefined, "for another purpose");
      expectEqual(unseal(SECRET, "trial", other), undefined, "what was never sealed");
      const changed = spoilt(made, at, letter);
      if (!Buffer.from(changed, "base64url").equals(Buffer.from(made, "base64url")))
        expectEqual(unseal(SECRET, "trial", changed), undefined, changed);
    })
  })
};

/** Cookies are read whatever a browser sends; ours comes back. */
const cookies: Target = {
  name: "cookies",
  share: 40_000,
  open: () =>
    withSecret({
      property: property(
        fc.record({
          header: fc.string({
            unit: fc.integer({min: 0x20, max: 0x7e}).map((code) => String.fromCharCode(code)),
            maxLength: 40
          }),
          value: text.map(wellFormed),
          given: text,
          at: fc.nat(200),
          letter
        }),
        ({header, value, given, at, letter}) => {
          const asked = (cookie: string) => new Request("http://ours.invalid/", {headers: {cookie}});
          cookieOf(asked(header), "session");
          const set = setCookie(asked(header), {name: "session", value, seconds: 60});
          expectEqual(cookieOf(asked(`a=b; ${set.split(";")[0]!}`), "session") ?? "", value, set);
          const session = {...SESSION, token_hash: hashOfToken(given)};
          const own = csrfOf(session);
          expectTrue(isCsrfOf(session, own) && !isCsrfOf(session, given), "the token of a form");
          const changed = spoilt(own, at, letter);
          if (!Buffer.from(changed, "base64url").equals(Buffer.from(own, "base64url")))
            expectTrue(!isCsrfOf(session, changed), "a changed token");
        }
      )
    })
};

const SESSION = {account_id: "a", is_pending: 0 as const, address: null, made_at: "", seen_at: "", ends_at: ""};

/** The installation's secret lies in the environment, so that no key file comes to lie anywhere. */
function withSecret(opened: Opened): Opened {
  process.env.SESSION_SECRET ??= SECRET.repeat(2);
  return opened;
}

/** No text but the one that was made opens an account. */
const tokens: Target = {
  name: "tokens",
  share: 3_000,
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), "fuzz-tokens-"));
    const {ledger} = await openStore(dataDirAt(folder));
    const [token, session] = await ledger.transaction(async (tx) => {
      const account = await accountOf(tx, "office");
      return [
        await makeApiToken(tx, account, {label: "trial", acting: {by: "trial", now: now()}}),
        await startSession(tx, {account, now: now()})
      ];
    });
    return {
      property: property(fc.record({given: text, at: fc.nat(200), letter}), async ({given, at, letter}) => {
        for (const tried of [given, spoilt(token, at, letter), spoilt(session, at, letter)]) {
          if (tried === token || tried === session) continue;
          expectEqual(await readTokenAccount(ledger, tried, now()), undefined, "a token");
          expectEqual(await readSession(ledger, tried, now()), undefined, "a session");
          expectEqual(await readLink(ledger, tried, now()), undefined, "a link");
          expectEqual(await readFeedOfSecret(ledger, tried, now()), undefined, "a feed");
        }
        expectTrue(passwordProblem(given, "office") !== "", "a problem without words");
      }),
      close: async () => {
        await ledger.close();
        rmSync(folder, {recursive: true});
      }
    };
  }
};

export const SECRETS = [sealed, cookies, tokens];
