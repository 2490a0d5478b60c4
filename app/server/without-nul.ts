import {Transform} from "node:stream";

/**
 * React 18 fills pages in pieces of 2,048 bytes and sends a piece whole where a Chinese character did not fit its end,
 * so one or two NUL bytes stand inside words (facebook/react#26228, fixed only in 19). This transform removes them; no
 * page contains a NUL of its own.
 */
export function withoutNul(): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      done(null, piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece);
    }
  });
}
