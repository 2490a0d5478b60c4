import {useId} from "react";
import {HATCH, NOTATION, type Sign} from "./notation.ts";

export interface SignBoxProps {
  sign: Sign;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A box inside an SVG in the look of its sign. */
export function SignBox({sign, ...box}: SignBoxProps) {
  // A colon would end the name in url(#…).
  const id = `hatch-${useId().replaceAll(":", "")}`;
  const {fill, stroke, isHatched} = NOTATION[sign];
  return (
    <>
      {isHatched && (
        <pattern id={id} width={HATCH.size} height={HATCH.size} patternUnits="userSpaceOnUse">
          <path d={HATCH.path} stroke={stroke} strokeWidth={HATCH.strokeWidth} fill="none" />
        </pattern>
      )}
      <rect
        {...box}
        data-sign={sign}
        fill={isHatched ? `url(#${id})` : (fill ?? "none")}
        stroke={isHatched || fill === null ? stroke : "none"}
        vectorEffect="non-scaling-stroke"
      />
    </>
  );
}
