import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {projectRoot} from "#pipelines/host/root.ts";
import {licencesText, readLicences} from "./licences.ts";

writeFileSync(join(projectRoot, "docs", "licences.md"), licencesText(readLicences()));
