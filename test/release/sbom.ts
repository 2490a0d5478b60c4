import {execFileSync} from "node:child_process";
import {projectRoot} from "#pipelines/host/root.ts";

interface Component {
  "bom-ref": string;
  properties?: {name: string; value: string}[];
}

interface Bill {
  components: Component[];
  dependencies: {ref: string; dependsOn: string[]}[];
}

// `npm sbom --omit dev` also leaves out what the running program shares with the tools, such as Express and React.
const whole = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx"], {
  cwd: projectRoot,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024
});
const bill = JSON.parse(whole) as Bill;
const isForTools = ({properties = []}: Component) =>
  properties.some(({name, value}) => name === "cdx:npm:package:development" && value === "true");
const tools = new Set(bill.components.filter(isForTools).map((component) => component["bom-ref"]));
bill.components = bill.components.filter((component) => !tools.has(component["bom-ref"]));
bill.dependencies = bill.dependencies
  .filter(({ref}) => !tools.has(ref))
  .map(({ref, dependsOn}) => ({ref, dependsOn: dependsOn.filter((each) => !tools.has(each))}));
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
