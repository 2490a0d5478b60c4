import {Transform} from "node:stream";

/** React writes pieces of 2 kB, and each costs as much on its way through compression as one of this many bytes. */
const PIECE_BYTES = 1 << 15;

/**
 * Gathers what React writes at once into larger pieces. It also removes NUL bytes: React 18 sends a piece whole where a
 * Chinese character did not fit its end, so one or two of them stand inside words (facebook/react#26228, fixed only in
 * 19). No page contains a NUL of its own.
 */
export function pageStream(): Transform {
  let gathered: Buffer[] = [];
  let bytes = 0;
  let soon: NodeJS.Immediate | undefined;
  const send = () => {
    clearImmediate(soon);
    soon = undefined;
    if (bytes > 0) stream.push(Buffer.concat(gathered));
    [gathered, bytes] = [[], 0];
  };
  const stream = new Transform({
    transform(piece: Buffer, _encoding, done) {
      const clean = piece.includes(0) ? Buffer.from(piece.filter((byte) => byte !== 0)) : piece;
      gathered.push(clean);
      bytes += clean.length;
      if (bytes >= PIECE_BYTES) send();
      // What React has written so far is the shell of the page, and the rest may take a while.
      else soon ??= setImmediate(send);
      done();
    },
    flush(done) {
      send();
      done();
    },
    destroy(error, done) {
      clearImmediate(soon);
      done(error);
    }
  });
  return stream;
}
