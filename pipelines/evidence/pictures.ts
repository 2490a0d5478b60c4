import pLimit from "p-limit";
import sharp, {type Sharp} from "sharp";
import {EvidenceRefused} from "./evidence-kind.ts";

/** More than any telephone takes by default; unpacked, so many pixels fill 256 MB. */
const MOST_PIXELS = 64_000_000;
const LONGEST_SIDE = 2000;
const PREVIEW_SIDE = 320;
const MOST_SECONDS = 20;

// Memory is shared with the database.
sharp.cache(false);
const oneAtATime = pLimit(1);

export interface ShrunkPicture {
  kind: "jpeg" | "webp";
  bytes: Buffer;
  preview: Buffer;
}

/**
 * Makes a picture small and removes everything but its pixels: place, time, camera, thumbnails, colour profile. The
 * orientation is turned into pixels first. A JPEG stays one; what may be transparent becomes WebP.
 */
export function shrinkPicture(bytes: Uint8Array, kind: "jpeg" | "png" | "webp"): Promise<ShrunkPicture> {
  return oneAtATime(() => shrink(bytes, kind));
}

async function shrink(bytes: Uint8Array, kind: "jpeg" | "png" | "webp"): Promise<ShrunkPicture> {
  await refuseBomb(bytes);
  try {
    const small = inside(bytes, LONGEST_SIDE);
    const kept = kind === "jpeg" ? small.jpeg({quality: 82}) : small.webp({quality: 82});
    const preview = inside(bytes, PREVIEW_SIDE).webp({quality: 70});
    return {kind: kind === "jpeg" ? "jpeg" : "webp", bytes: await kept.toBuffer(), preview: await preview.toBuffer()};
  } catch {
    // libvips says in English what is wrong inside the file; the sender can only send it again.
    throw new EvidenceRefused(BROKEN);
  }
}

const BROKEN = "图片已损坏，打不开，请重新拍照或导出后再交";

/** Reads the size that the file claims, before anything is unpacked. */
async function refuseBomb(bytes: Uint8Array): Promise<void> {
  const {width, height} = await sharp(bytes, {limitInputPixels: false})
    .metadata()
    .catch(() => {
      throw new EvidenceRefused(BROKEN);
    });
  if (width * height > MOST_PIXELS)
    throw new EvidenceRefused(
      `有 ${width}×${height} 个像素，太大了（最多 ${MOST_PIXELS / 10_000} 万），请缩小或截图后再交`
    );
}

function inside(bytes: Uint8Array, side: number): Sharp {
  return sharp(bytes, {limitInputPixels: MOST_PIXELS, failOn: "error"})
    .timeout({seconds: MOST_SECONDS})
    .rotate()
    .resize({width: side, height: side, fit: "inside", withoutEnlargement: true});
}
