/** How a deliverable stands in the words of the form; by its percent it is 未开始, 进行中 or 已完成. */
export const STATES = [
  {value: "", label: "正常推进"},
  {value: "滞后", label: "滞后"},
  {value: "取消", label: "取消（由校工会办公室决定）"}
];

export const statusFor = (state: string, percent: string): string => {
  if (state !== "") return state;
  return percent === "100" ? "已完成" : Number(percent) === 0 ? "未开始" : "进行中";
};

export const stateOf = (status: string): string => (STATES.some(({value}) => value === status) ? status : "");

const HELP_MARK = "【需协助】";

/** One column holds the sentence and, behind a mark, the difficulty that needs help. */
export function noteOf({sentence, difficulty}: {sentence: string; difficulty: string}): string {
  return difficulty === "" ? sentence : `${sentence}${HELP_MARK}${difficulty}`;
}

export function partsOfNote(note: string | null): {sentence: string; difficulty: string} {
  const [sentence = "", ...rest] = (note ?? "").split(HELP_MARK);
  return {sentence, difficulty: rest.join(HELP_MARK)};
}

/** Only an address of the web is opened; anything else is shown as text. */
export const isWebAddress = (link: string) => /^https?:\/\/\S+$/i.test(link);

export const NO_PROGRESS = "本月无进展";
