// Several at once have to come by the same key; `sensitive-key.test.ts` starts them.
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {keyIdOf} from "#pipelines/sealed/seal.ts";
import {makeSensitiveKey} from "#pipelines/sealed/sensitive-key.ts";

console.log(keyIdOf(makeSensitiveKey(dataDirFromEnvironment())));
