import {installationSecret} from "#pipelines/accounts/secret.ts";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";

const read = new Map<string, string>();

/** What sessions' forms are signed and second factors sealed with. */
export function secret(): string {
  const dir = dataDirFromEnvironment();
  const known = read.get(dir.root) ?? installationSecret(dir);
  read.set(dir.root, known);
  return known;
}
