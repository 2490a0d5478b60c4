/** Keeps the screen on. The lock ends when the tab is hidden, so it is taken again when the tab is back. */
export function keepAwake(): void {
  const lock = () => {
    if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
    // A battery that runs low refuses it; the show goes on.
    navigator.wakeLock.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", lock);
  lock();
}
