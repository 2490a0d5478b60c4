import skeletonOf from "unhomoglyph";

/**
 * Tells whether people would take two names for one another, by the skeletons of Unicode (UTS 39): letters of other
 * alphabets, full-width ones, 0 and O, 1 and l and I, 土 and 士.
 */
export function looksLike(one: string, other: string): boolean {
  const [ones, others] = [shapesOf(one), shapesOf(other)];
  return ones.some((shape, at) => shape === others[at]);
}

/** Case makes no other name, and some letters are alike as they are written, some only when they are small. */
function shapesOf(name: string): string[] {
  const plain = name.normalize("NFKC");
  return [skeletonOf(plain), skeletonOf(plain.toLowerCase())].map((shape) => shape.toLowerCase());
}
