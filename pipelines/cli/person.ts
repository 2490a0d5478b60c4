import {installationSecret} from "#pipelines/accounts/secret.ts";
import {now, today} from "#pipelines/time/clock.ts";
import {withNumbers} from "#pipelines/rebuild/with-numbers.ts";
import {deletePerson, exportPerson} from "#pipelines/retention/person.ts";
import {removalLine} from "#pipelines/removals/removal-words.ts";
import type {Store} from "#pipelines/store/store.ts";
import {COMMAND_LINE, parse, USAGE, UsageError} from "./usage.ts";

/** `person export|delete <工号>`: exports what is held about one person, or deletes it. */
export async function person(store: Store, argv: string[]): Promise<number> {
  const {values, positionals} = parse(argv, {"dry-run": {type: "boolean"}});
  const [command = "", personId, ...rest] = positionals;
  const act = COMMANDS[command];
  if (!act) throw new UsageError(command === "" ? USAGE : `没有“person ${command}”这个命令。\n${USAGE}`);
  if (!personId || rest.length > 0) throw new UsageError(`请给出一个工号。\n${USAGE}`);
  const held = await act(store, personId, values["dry-run"] ?? false);
  if (!held) throw new UsageError(`没有找到工号“${personId}”：没有哪份报送、也没有哪个账户写着它。请核对前面的 0`);
  return 0;
}

const COMMANDS: Record<string, (store: Store, personId: string, isDryRun: boolean) => Promise<boolean>> = {
  export: async ({dir, ledger}, personId) => {
    const held = await exportPerson(dir, ledger, requestOf({dir}, personId));
    if (held) console.log(JSON.stringify(held, null, 2));
    return held !== undefined;
  },
  delete: async ({dir, ledger}, personId, isDryRun) => {
    const remove = () => deletePerson(dir, ledger, {...requestOf({dir}, personId), isDryRun, on: today()});
    const hasChanged = (found: Awaited<ReturnType<typeof remove>>) => !isDryRun && !!found && !("problem" in found);
    const {result: outcome} = await withNumbers({dir, ledger}, now(), remove, hasChanged);
    if (!outcome) return false;
    if ("problem" in outcome) throw new UsageError(`没有删除，什么都没有改动：${outcome.problem}`);
    const {removals, account, mentions} = outcome;
    for (const removal of removals) console.log(await removalLine(ledger, removal));
    if (account) console.log(`账户“${account.name}”：停用，去除工号`);
    if (mentions > 0) console.log(`文件名、提示和审核意见中的提及：${mentions} 处改为“已删除”`);
    console.log(isDryRun ? "以上只是试看，什么都没有改动" : "以上已删除；各项指标的数不变");
    return true;
  }
};

const requestOf = ({dir}: Pick<Store, "dir">, personId: string) => ({
  personId,
  secret: installationSecret(dir),
  by: COMMAND_LINE,
  now: now()
});
