import type {ChartSize} from "./chart-size.ts";
import {drawSvg} from "./draw.ts";
import type {ChartOption} from "./option.ts";
import {screenTheme} from "./theme.ts";

export interface Picture {
  title: string;
  subtitle: string;
  option: ChartOption;
  size: ChartSize;
  fileName: string;
}

const SCALE = 2;
const MARGIN = 24;
const HEAD = 64;

/** Saves the chart, its conclusion and its subtitle as one PNG that can be pasted into a paper. */
export async function savePng({title, subtitle, option, size, fileName}: Picture): Promise<void> {
  const drawing = await imageOf(drawSvg(option, size));
  const canvas = document.createElement("canvas");
  canvas.width = (size.width + 2 * MARGIN) * SCALE;
  canvas.height = (size.height + HEAD + 2 * MARGIN) * SCALE;
  const paper = canvas.getContext("2d");
  if (!paper) return;
  paper.scale(SCALE, SCALE);
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = screenTheme.ink;
  paper.font = `600 18px ${screenTheme.font}`;
  paper.fillText(title, MARGIN, MARGIN + 18, size.width);
  paper.fillStyle = screenTheme.secondary;
  paper.font = `13px ${screenTheme.font}`;
  paper.fillText(subtitle, MARGIN, MARGIN + 42, size.width);
  paper.drawImage(drawing, MARGIN, MARGIN + HEAD, size.width, size.height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = `${fileName}.png`;
  link.click();
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
