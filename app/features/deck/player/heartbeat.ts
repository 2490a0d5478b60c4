import {root} from "./dom.ts";

const BEAT_MS = 10_000;
const PATIENCE_MS = 5_000;

/**
 * Greys 数据截至 while the server is away or the session has ended; being asked keeps no session from ending. Nothing
 * else happens, and nothing is said.
 */
export function startHeartbeat(): void {
  const beat = async () => root.classList.toggle("is-stale", !(await isServed()));
  void beat();
  setInterval(() => void beat(), BEAT_MS);
  addEventListener("offline", () => root.classList.add("is-stale"));
  addEventListener("online", () => void beat());
}

async function isServed(): Promise<boolean> {
  try {
    const {ok} = await fetch("/present/session", {
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout?.(PATIENCE_MS)
    });
    return ok;
  } catch {
    return false;
  }
}
