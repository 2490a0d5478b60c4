import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";
import {openStore} from "#pipelines/store/store.ts";
import {takenPicture} from "../pictures.ts";
import {keep} from "./evidence-files.ts";

// Keeps pictures until it is killed, each of its own width, so that none has the bytes of another.
const [run = "0"] = process.argv.slice(2);
const store = await openStore(dataDirFromEnvironment());
console.log("begun");
for (let at = 0; ; at++) await keep(store, await takenPicture({width: 400 + 2 * at + 100 * Number(run), height: 300}));
