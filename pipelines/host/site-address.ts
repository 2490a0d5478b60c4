import {readEnvironment} from "#pipelines/environment/environment.ts";

/** Returns the address of this installation: PUBLIC_URL where a proxy or another name stands before it. */
export function siteAddress(given?: string, {PUBLIC_URL, PORT} = readEnvironment()): string {
  return (given || PUBLIC_URL || `http://127.0.0.1:${PORT}`).replace(/\/$/, "");
}

/** Tells whether people reach the site by https, so that cookies and browsers may be bound to it. */
export function isServedByHttps({PUBLIC_URL} = readEnvironment()): boolean {
  return PUBLIC_URL?.startsWith("https:") ?? false;
}
