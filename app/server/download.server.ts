/**
 * Returns the headers of a download: the name may be Chinese but contains no character that changes its reading, and a
 * browser never renders the file.
 */
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
