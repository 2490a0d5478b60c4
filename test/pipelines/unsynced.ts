import {makeDurable} from "#pipelines/host/durable.ts";

// The kernel refuses to sync this device, as it does for a file whose disk has failed.
await makeDurable(["/dev/null"]);
console.log("this is never said");
