import {RemixBrowser} from "@remix-run/react";
import {startTransition, StrictMode} from "react";
import {hydrateRoot} from "react-dom/client";
import {watchAnswers} from "#app/ui/request-number.tsx";

/** The worker stores the page for no network; it waits until the reader has what was asked for. */
const WORKER_AFTER_MS = 3000;

/**
 * Remix decodes its data in its first render. While a root waits for that, a keystroke makes React fail ("Root did not
 * complete"), so the data are decoded before.
 */
async function decodeData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (thrown) {
    // Remix throws the promise of its data; an error of theirs is thrown again by the render.
    await thrown;
  }
}

/** Browsers have service workers only over HTTPS and on the machine itself. */
function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker
    .register("/offline-worker.js")
    .catch((error: unknown) => console.warn("the page for no network is not stored", error));
}

function takeOver(): void {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>
    );
  });
}

watchAnswers();
void decodeData().then(takeOver);
setTimeout(registerWorker, WORKER_AFTER_MS);
