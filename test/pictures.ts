import sharp from "sharp";

/** The place where the invented pictures were taken: 34°13'N 117°8'E. */
const PLACE = {
  IFD0: {Make: "InventedCamera", Model: "Invented 1"},
  IFD3: {
    GPSLatitudeRef: "N",
    GPSLatitude: "34/1 13/1 0/1",
    GPSLongitudeRef: "E",
    GPSLongitude: "117/1 8/1 0/1"
  }
};

interface PictureShape {
  width?: number;
  height?: number;
  format?: "jpeg" | "png" | "webp";
}

/** A picture as a telephone takes it: left half red, right half blue, with camera and place, lying on its side. */
export function takenPicture({width = 3000, height = 2000, format = "jpeg"}: PictureShape = {}): Promise<Buffer> {
  const half = {create: {width: width / 2, height, channels: 3 as const, background: "blue"}};
  return sharp({create: {width, height, channels: 3, background: "red"}})
    .composite([{input: half, left: width / 2, top: 0}])
    .withExif(PLACE)
    .withMetadata({orientation: 6})
    .toFormat(format)
    .toBuffer();
}

/** A picture of one colour that unpacks to a hundred million pixels. */
export function bombPicture(): Promise<Buffer> {
  const create = {width: 10_000, height: 10_000, channels: 3 as const, background: "white"};
  return sharp({create, limitInputPixels: false}).png({compressionLevel: 9}).toBuffer();
}
