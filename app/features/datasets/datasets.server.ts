import {type Contract, fieldOf} from "#pipelines/contracts/contract.ts";
import {readContracts} from "#pipelines/contracts/contracts.ts";
import {columnOf, pathWords, PRIVACY_WORDS} from "#pipelines/submissions/column-words.ts";

const MODES: Record<Contract["mode"], {word: string; meaning: string}> = {
  snapshot: {
    word: "整份替换",
    meaning: "每次发送截至某日的完整名单；没有列出的，从那天起不再算在内。"
  },
  upsert: {
    word: "逐行增改",
    meaning: "编号相同的更新，没有的新增；没有列出的行保持不变。"
  }
};

const SENDERS: Record<Contract["sender"][number], string> = {unit: "二级单位工会", office: "校工会办公室"};

/** All datasets in the order in which they can be sent. */
export function readDatasets() {
  const contracts = [...readContracts().values()];
  const datasets = contracts.map((contract) => ({
    ...headOf(contract),
    column_count: contract.fields.length,
    privacy_words: PRIVACY_WORDS[privacyOf(contract)]
  }));
  const columns = datasets.reduce((sum, {column_count}) => sum + column_count, 0);
  return {
    datasets,
    sentence: `数据字典：${datasets.length} 个数据集，共 ${columns} 列`,
    command: "npm run ingest -- <数据集> <文件>... [--unit 单位编码] [--as-of 日期] [--json]"
  };
}

export type DatasetLine = ReturnType<typeof readDatasets>["datasets"][number];

/** Reads one dataset with all its columns. Returns undefined for an unknown name. */
export function readDataset(name: string) {
  const contract = readContracts().get(name);
  if (!contract) return undefined;
  const {fields, primaryKey, sender, ownedThrough = [], period = []} = contract;
  return {
    ...headOf(contract),
    units_may_send: sender.includes("unit"),
    senders: sender.map((each) => SENDERS[each]).join("、"),
    key: primaryKey.map((key) => fieldOf(contract, key).title).join(" + "),
    owned_through: ownedThrough.map((path) => pathWords(contract, path)).join("或"),
    period: period.map((path) => pathWords(contract, path)).join("，空着时看"),
    columns: fields.map((field) => columnOf(contract, field)),
    command: commandOf(contract)
  };
}

export type DatasetPage = NonNullable<ReturnType<typeof readDataset>>;

function headOf({name, title, description, uploader, exportedFrom, mode}: Contract) {
  return {name, title, description, uploader, exported_from: exportedFrom, mode: MODES[mode]};
}

/** The privacy class of a dataset is that of its most private column. */
function privacyOf({fields}: Contract) {
  const classes = fields.map(({privacy}) => privacy);
  return (["sensitive", "personal"] as const).find((privacy) => classes.includes(privacy)) ?? "none";
}

function commandOf({name, title, mode, sender}: Contract): string {
  const asOf = mode === "snapshot" ? " --as-of 2026-03-31" : "";
  const unit = sender.includes("unit") ? " --unit U01" : "";
  return `npm run ingest -- ${name} ${title}.csv${unit}${asOf}`;
}
