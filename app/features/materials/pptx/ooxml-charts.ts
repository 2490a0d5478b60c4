import {chartWorkbook} from "./chart-workbook.ts";
import {chartXml} from "./chart-xml.ts";
import type {NativeChart} from "./native-chart.ts";
import {changePart, namesLike, relationsName, writePart, type Parts} from "./ooxml-parts.ts";
import {allNamed, element} from "./xml-tree.ts";

const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package";

/**
 * Writes charts and workbooks anew. pptxgenjs numbers its charts through all files of a process, refers to an axis that
 * is not there, orders the elements of a line against the schema, and breaks the table reference of the workbook.
 */
export function writeCharts(parts: Parts, charts: NativeChart[]) {
  const written = namesLike(parts, /^ppt\/charts\/chart\d+\.xml$/);
  if (written.length !== charts.length) throw new Error(`${written.length} charts were written for ${charts.length}`);
  const names = new Map(written.map((name, at) => [name, chartName(at)]));
  for (const name of [...parts.keys()]) if (/^ppt\/(charts|embeddings)\//.test(name)) parts.delete(name);
  charts.forEach((chart, at) => writeChart(parts, chart, at));
  for (const name of namesLike(parts, /^ppt\/slides\/_rels\/.*\.rels$/)) renameTargets(parts, name, names);
}

const chartName = (at: number) => `ppt/charts/chart${at + 1}.xml`;

function writeChart(parts: Parts, chart: NativeChart, at: number) {
  const relation = {Id: "rId1", Type: PACKAGE, Target: `../embeddings/workbook${at + 1}.xlsx`};
  writePart(parts, chartName(at), chartXml(chart));
  writePart(
    parts,
    relationsName(chartName(at)),
    element("Relationships", {xmlns: RELATIONS}, [element("Relationship", relation)])
  );
  parts.set(`ppt/embeddings/workbook${at + 1}.xlsx`, chartWorkbook(chart));
}

function renameTargets(parts: Parts, name: string, names: Map<string, string>) {
  changePart(parts, name, (root) => {
    for (const {attributes} of allNamed(root, "Relationship")) {
      const renamed = names.get((attributes.Target ?? "").replace(/^\//, ""));
      if (renamed) attributes.Target = `/${renamed}`;
    }
  });
}
