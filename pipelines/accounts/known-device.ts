import type {LedgerReader} from "#pipelines/ledger/ledger.ts";
import type {Account} from "./account.ts";
import {readPasswordHash} from "./accounts.ts";
import {DAY, later} from "./moments.ts";
import {signatureOf} from "./secret.ts";
import {hashOfToken, isSameText, newToken} from "./token.ts";

/** How long a browser stays known after it last signed in. */
export const KNOWN_DAYS = 180;
/** People with several accounts use one browser, and so does a reading room. */
const MOST_MARKS = 4;

/** What a browser shows of its earlier sign-ins, and the secret that its marks were signed with. */
export interface ShownMarks {
  marks?: string;
  secret: string;
  now: string;
}

/**
 * Returns the browser's marks with a new one for an account that has signed in with everything that it needs. A mark
 * opens nothing and does not tell whose it is. Nothing is kept of it, and it ends with the password.
 */
export async function markDevice(ledger: LedgerReader, account: Account, shown: ShownMarks): Promise<string> {
  const hashed = await readPasswordHash(ledger, account);
  const others = marksIn(shown).filter((mark) => !isMarkOf(mark, account, hashed, shown));
  const [nonce, until] = [newToken(), String(Date.parse(later(shown.now, KNOWN_DAYS * DAY)))];
  const mark = [nonce, until, signed({nonce, until}, account, hashed, shown)].join(".");
  return [mark, ...others].slice(0, MOST_MARKS).join("~");
}

/** Returns what tells this browser from others, if the account has signed in with it before. */
export async function knownDevice(
  ledger: LedgerReader,
  account: Account,
  shown: ShownMarks
): Promise<string | undefined> {
  const marks = marksIn(shown);
  if (marks.length === 0) return undefined;
  const hashed = await readPasswordHash(ledger, account);
  const mark = marks.find((each) => isMarkOf(each, account, hashed, shown));
  // Of the nonce alone, because what follows a mark could be written in many ways.
  return mark && hashOfToken(mark.split(".")[0]!);
}

const marksIn = ({marks = ""}: ShownMarks) => marks.split("~").filter(Boolean).slice(0, MOST_MARKS);

function isMarkOf(mark: string, account: Account, hashed: string | null, shown: ShownMarks): boolean {
  const [nonce = "", until = "", signature = ""] = mark.split(".");
  return isSameText(signature, signed({nonce, until}, account, hashed, shown)) && Number(until) > Date.parse(shown.now);
}

const signed = (
  {nonce, until}: {nonce: string; until: string},
  {account_id}: Account,
  hashed: string | null,
  {secret}: ShownMarks
) => signatureOf(secret, "known device", JSON.stringify([account_id, hashed, nonce, until]));
