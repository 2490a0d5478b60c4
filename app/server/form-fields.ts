/** The largest form of a page, the table of all deliverables, has some 1,500. */
const MOST_FIELDS = 5000;
/** A name, a file's name and a content type are far shorter. */
const LONGEST_HEAD = 8 * 1024;

/**
 * Whether a posted form has more fields, or a longer head of one, than any page sends. This is counted before the form is
 * parsed, which happens in one go and would take seconds for a megabyte of fields.
 */
export function hasTooManyFields(body: Buffer, contentType: string): boolean {
  const [, quoted, plain] = /^multipart\/.*;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  const separator = boundary === undefined ? "&" : `--${boundary}`;
  let fields = 0;
  for (let at = body.indexOf(separator); at !== -1; at = body.indexOf(separator, at + separator.length)) {
    if (++fields > MOST_FIELDS) return true;
    if (boundary !== undefined && headEndOf(body, at) - at > LONGEST_HEAD) return true;
  }
  return false;
}

/** The place of the blank line after a field's head, or the end of what is looked through. */
function headEndOf(body: Buffer, at: number): number {
  const head = body.subarray(at, at + LONGEST_HEAD + 1);
  const end = head.indexOf("\r\n\r\n");
  // After the last boundary comes no head.
  return at + (end === -1 ? head.length : end);
}
