import type {Answer} from "./answer.ts";
import type {RobotKind} from "./state.ts";

type KnownAnswer = Pick<Answer, "outcome" | "words">;

const throttled = (words: string): KnownAnswer => ({outcome: "throttled", words});
const refused = (words: string): KnownAnswer => ({outcome: "refused", words});

/** The codes that a robot's platform documents, with what to do; any other is tried again. */
export const ROBOT_ANSWERS: Record<RobotKind, Record<number, KnownAnswer>> = {
  wecom: {
    45009: throttled("发送太频繁，企业微信要求稍后再发。"),
    93000: refused("机器人的地址无效，请核对 WECOM_ROBOT_URL，或在群里重新添加机器人。"),
    93008: refused("机器人已不在群里，请在群里重新添加。"),
    40008: refused("企业微信不认识这种消息，请联系系统管理员。"),
    40058: refused("消息不合要求，可能太长，请联系系统管理员。")
  },
  dingtalk: {
    130101: throttled("发送太频繁，钉钉要求稍后再发。"),
    410100: throttled("发送太频繁，钉钉要求稍后再发。"),
    310000: refused("没有通过机器人的安全设置：请核对加签密钥 DINGTALK_ROBOT_SECRET、服务器时钟、关键词和 IP 名单。"),
    300001: refused("机器人的地址无效，请核对 DINGTALK_ROBOT_URL。"),
    400101: refused("机器人的地址无效，请核对 DINGTALK_ROBOT_URL。"),
    400102: refused("机器人已停用，请在群里启用。")
  },
  feishu: {
    11232: throttled("发送太频繁，飞书要求稍后再发。"),
    9499: refused("飞书没有看懂消息，请联系系统管理员。"),
    19001: refused("机器人的地址无效，请核对 FEISHU_ROBOT_URL。"),
    19021: refused("签名没有通过，请核对 FEISHU_ROBOT_SECRET 和服务器时钟。"),
    19022: refused("服务器的 IP 不在机器人的名单里，请在群里的机器人设置中加上。"),
    19024: refused("消息里没有机器人要求的关键词，请在群里的机器人设置中改用签名。")
  }
};
