/** Where people reach this installation; PUBLIC_URL where a proxy or another name stands before it. */
export function siteAddress(given?: string, env: NodeJS.ProcessEnv = process.env): string {
  return (given || env.PUBLIC_URL || `http://127.0.0.1:${env.PORT || 3000}`).replace(/\/$/, "");
}
