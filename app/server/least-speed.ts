/** The least that has to arrive in each stretch of time. */
export interface LeastSpeed {
  bytes: number;
  ms: number;
}

export class TooSlow extends Error {}

/** Passes on what arrives, and throws once less than the least arrived in a stretch of time. */
export async function* atLeastSpeed(
  chunks: AsyncIterable<Uint8Array>,
  {bytes, ms}: LeastSpeed
): AsyncGenerator<Uint8Array> {
  const pieces = chunks[Symbol.asyncIterator]();
  let arrived = 0;
  let refuse: (error: TooSlow) => void = () => {};
  const slow = new Promise<never>((_, reject) => (refuse = reject));
  // Nobody may be waiting when it is refused.
  slow.catch(() => {});
  const clock = setInterval(() => {
    if (arrived < bytes) refuse(new TooSlow());
    arrived = 0;
  }, ms);
  try {
    for (;;) {
      const {done, value} = await Promise.race([pieces.next(), slow]);
      if (done) return;
      arrived += value.byteLength;
      yield value;
    }
  } finally {
    clearInterval(clock);
  }
}
