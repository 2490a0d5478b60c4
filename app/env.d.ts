/// <reference types="vite/client" />
import "@remix-run/node";
import type {Observed} from "#pipelines/host/happenings.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** The nonce of this response's Content-Security-Policy. */
    cspNonce?: string;
    /** The number of the request, by which the log has it. */
    requestId?: string;
    /** What the process has seen since it was started. */
    observed?: Observed;
    /** The text of the style sheets, to be written into pages; while Vite serves the source it sends them itself. */
    styleSheets?: ReadonlyMap<string, string>;
    /** Where the request came from. */
    address?: string;
  }
  interface Future {
    v3_singleFetch: true;
  }
}
