import {drawSvg} from "#app/charts/draw.ts";
import {escapeHtml} from "#app/charts/option.ts";
import {screenTheme} from "#app/charts/theme.ts";
import type {Access} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {readKpiPage} from "./kpi.server.ts";
import {trendOption, trendSentence, trendSubtitle} from "./kpi-trend.tsx";

const SIZE = {width: 960, height: 400};
const MARGIN = 24;
const HEAD = 64;

/** The trend of a KPI with its conclusion as one SVG, for papers and slides. */
export async function readTrendSvg(
  file: string,
  access: Access
): Promise<{body: string; headers: Record<string, string>}> {
  const code = file.replace(/\.svg$/, "");
  const kpi = await readKpiPage(code, access);
  if (!kpi?.numbers) throw notFound(`没有编号为“${code.slice(0, 20)}”的指标，或还没有数据。`);
  const {points} = kpi.numbers;
  const known = points.filter(({value}) => value !== null);
  const hidden = points.find(({is_hidden}) => is_hidden);
  const drawing = drawSvg(trendOption(kpi, kpi.numbers), SIZE);
  return {
    body: framed(drawing, trendSentence(known, hidden, kpi), trendSubtitle(kpi, kpi.numbers)),
    headers: {
      "content-type": "image/svg+xml; charset=utf-8",
      "content-disposition": `attachment; filename="${code}-${kpi.filters.month}.svg"`,
      "x-content-type-options": "nosniff"
    }
  };
}

function framed(drawing: string, title: string, subtitle: string): string {
  const [width, height] = [SIZE.width + 2 * MARGIN, SIZE.height + HEAD + 2 * MARGIN];
  const text = (words: string, y: number, size: number, colour: string, weight: number) =>
    `<text x="${MARGIN}" y="${y}" font-family="${screenTheme.font}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeHtml(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(title, MARGIN + 18, 18, screenTheme.ink, 600),
    text(subtitle, MARGIN + 42, 13, screenTheme.secondary, 400),
    drawing.replace("<svg ", `<svg x="${MARGIN}" y="${MARGIN + HEAD}" `),
    "</svg>"
  ].join("\n");
}
