import {installationSecret} from "#pipelines/accounts/secret.ts";
import {dataDirFromEnvironment} from "#pipelines/host/data-dir.ts";

const read = new Map<string, string>();

/** The secret that signs form tokens and seals second factors. */
export function secret(): string {
  const dir = dataDirFromEnvironment();
  const known = read.get(dir.root) ?? installationSecret(dir);
  read.set(dir.root, known);
  return known;
}
