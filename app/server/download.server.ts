/** Headers of a download: saved under a name that may be Chinese, never opened as a page. */
export function attachment(name: string, plainName: string): Record<string, string> {
  const encoded = encodeURIComponent(name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_")).replace(
    /['()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`
  );
  return {
    "content-disposition": `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`,
    "x-content-type-options": "nosniff"
  };
}
