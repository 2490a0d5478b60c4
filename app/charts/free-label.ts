export interface LabelledPoint {
  /** In pixels of the drawing. */
  x: number;
  y: number;
  text: string;
}

export type LabelPosition = "right" | "left" | "top" | "bottom";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const POSITIONS: LabelPosition[] = ["right", "left", "top", "bottom"];
const GAP = 8;

/**
 * Chooses for each label the first side on which it covers no other label nor what stands there already, and stays
 * inside; otherwise the right.
 */
export function freePositions(
  points: LabelledPoint[],
  width: number,
  fontSize: number,
  standing: Box[] = []
): LabelPosition[] {
  const dots = points.map(({x, y}) => ({left: x - GAP / 2, top: y - GAP / 2, width: GAP, height: GAP}));
  const taken: Box[] = [...dots, ...standing];
  return points.map((point, own) => {
    const boxOf = (position: LabelPosition) => boxAt(point, position, fontSize);
    const isFree = (position: LabelPosition) => {
      const box = boxOf(position);
      const isInside = box.left >= 0 && box.left + box.width <= width;
      return isInside && taken.every((each, at) => at === own || !overlap(each, box));
    };
    const position = POSITIONS.find(isFree) ?? "right";
    taken.push(boxOf(position));
    return position;
  });
}

/** Hanzi are as wide as they are high. */
function boxAt({x, y, text}: LabelledPoint, position: LabelPosition, fontSize: number): Box {
  const [width, height] = [text.length * fontSize, fontSize * 1.3];
  if (position === "right") return {left: x + GAP, top: y - height / 2, width, height};
  if (position === "left") return {left: x - GAP - width, top: y - height / 2, width, height};
  return {left: x - width / 2, top: position === "top" ? y - GAP - height : y + GAP, width, height};
}

const overlap = (a: Box, b: Box) =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
