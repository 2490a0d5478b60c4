/** Headers of a download: saved under a name that may be Chinese, never one that reads otherwise than it is, never opened as a page. */
export function attachment(name: string, plainName: string): Record<string, string> {
  const encoded = encodeURIComponent(name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/gu, "_")).replace(
    /['()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`
  );
  return {
    "content-disposition": `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`,
    "x-content-type-options": "nosniff"
  };
}
