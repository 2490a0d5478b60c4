import {expectTrue} from "./equal.ts";

/** Runs what may refuse a visitor: only by a response of theirs (400 to 429), in Chinese. */
export async function expectRefusal(act: () => void | Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    const text = await thrown.text();
    expectTrue(thrown.status >= 400 && thrown.status < 430 && /\p{Script=Han}/u.test(text), `${thrown.status} ${text}`);
  }
}
