import {privateKinds} from "#pipelines/findings/private-numbers.ts";

/** Free text of meetings and instructions is short, because it is read aloud and printed. */
export const LONGEST = 500;

const KIND_WORDS = {id: "身份证号", mobile: "手机号", card: "银行卡号"};

/** Says what is wrong with a free text; undefined where nothing is. */
export function textProblem(title: string, text: string): string | undefined {
  const length = [...text].length;
  if (length > LONGEST) return `“${title}”最多 ${LONGEST} 字，现在是 ${length} 字，请精简后再提交。`;
  const [kind] = privateKinds(text);
  return kind && `“${title}”里像是有${KIND_WORDS[kind]}，请删去后再提交。`;
}

/** The same, for what must not be blank. */
export function requiredTextProblem(title: string, text: string): string | undefined {
  return text.trim() === "" ? `请填写“${title}”。` : textProblem(title, text);
}

/** Says what is wrong with the address of evidence; a blank one is none. */
export function evidenceProblem(address: string): string | undefined {
  if (address === "" || /^https?:\/\/[^\s<>"]{3,500}$/.test(address)) return undefined;
  return "“佐证材料网址”请填以 https:// 开头的网址，如 https://example.edu.cn/1。";
}
