import {siteAddress} from "#pipelines/host/site-address.ts";
import {channelsIn, CHANNEL_WORDS} from "#pipelines/messages/channels.ts";
import type {Message} from "#pipelines/messages/messages-on.ts";
import {noticeNumber} from "#pipelines/messages/notice.ts";
import {readSupervisionState} from "#pipelines/messages/read-state.ts";
import {sendDue} from "#pipelines/messages/send-due.ts";
import {dayOf, superviseOn} from "#pipelines/messages/supervise.ts";
import {readPlan} from "#pipelines/plan/read-plan.ts";
import {isWorkday} from "#pipelines/plan/workdays.ts";
import type {Store} from "#pipelines/store/store.ts";
import {isDay, now, today} from "#pipelines/time/clock.ts";
import {parse, UsageError} from "./usage.ts";

const NOTHING_BUILT = "还没有汇总过任何数据，没有可督办的事项";

/** `supervise --on YYYY-MM-DD [--dry-run]`: issues the day's notices and sends what is due. */
export async function supervise(store: Store, argv: string[]): Promise<number> {
  const {values} = parse(argv, {on: {type: "string"}, "dry-run": {type: "boolean"}});
  const {on = today(), "dry-run": isDryRun = false} = values;
  if (!isDay(on)) throw new UsageError(`--on 的“${on}”不是存在的日期，应如 2026-03-09`);
  if (on !== today() && !isDryRun) throw new UsageError(`${on} 不是今天，只能试看，请加 --dry-run`);
  const plan = readPlan(Number(on.slice(0, 4)));
  if (!plan) throw new UsageError(`没有 ${on.slice(0, 4)} 年的工作计划`);
  const asked = {...store, plan, channels: channelsIn(), site: siteAddress(), day: on};
  if (!isWorkday(plan, on)) {
    console.log(`${on} 不是工作日，不发督办单，也不发消息`);
    return 0;
  }
  return isDryRun ? tryOut(asked) : run(asked);
}

type Asked = Store & Parameters<typeof readSupervisionState>[1];

async function tryOut(asked: Asked): Promise<number> {
  const state = await readSupervisionState(asked, asked);
  if (!state) return say(NOTHING_BUILT);
  const {changes, messages} = dayOf(asked.day, now(), state);
  for (const {code, name, level, rules} of changes.issued)
    console.log(`发出督办单　${code} ${name}（${level}）：${rules.join("；")}`);
  for (const {notice, event} of changes.events)
    console.log(
      event.kind === "raised"
        ? `升级　${noticeNumber(notice)} ${notice.deliverable_code}：${event.level}`
        : `结束　${noticeNumber(notice)} ${notice.deliverable_code}：${event.reason}`
    );
  for (const message of messages) console.log(messageText(message));
  return say(`以上 ${changes.issued.length} 张督办单、${messages.length} 条消息；这次只是试看，什么都没有改动`);
}

function messageText({channel, addressee, subject, body}: Message): string {
  const to = addressee === null ? "群" : `账户 ${addressee}`;
  return [`── ${CHANNEL_WORDS[channel]} → ${to}：${subject}`, body, ""].join("\n");
}

async function run(asked: Asked): Promise<number> {
  const done = await superviseOn({...asked, now: now()});
  if (!done) return say(NOTHING_BUILT);
  const {changes, messages} = done;
  const ended = changes.events.filter(({event}) => event.kind === "ended").length;
  const tried = await sendDue({...asked, now});
  console.log(`${asked.day}：发出督办单 ${changes.issued.length} 张，结束 ${ended} 张，新增消息 ${messages.length} 条`);
  return say(`这次发送 ${tried} 条；其余的见 /supervision/messages，8 点到 18 点之间发送，避开整点和半点`);
}

function say(line: string): number {
  console.log(line);
  return 0;
}
