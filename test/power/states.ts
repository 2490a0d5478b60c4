import {createHash} from "node:crypto";
import type {Random} from "../../datasets/sample/random.ts";
import type {RecordedDisk} from "./disk.ts";
import type {Effect, Kept, Share} from "./effect.ts";

/** What a disk may hold after a power cut. */
export interface PowerState {
  kept: Kept;
  /** In words, so that a fault can be understood. */
  cut: string;
  isAcknowledged: boolean;
  /** Everything kept or all unsynced lost. */
  isPlain: boolean;
}

/** Random choices at each moment, beside those that are always made. */
const CHANCES = 4;

/** Where more is pending, so many choices are drawn. */
const MOST_CHOICES = 60;

/**
 * The different states that a power cut can leave: at each moment everything, only what was synced, each unsynced change
 * lost alone or alone kept, torn at half or without its bytes, each file's or folder's changes lost or kept together,
 * the oldest or the newest kept only, and some by chance. Of two moments with one state the later promises more.
 */
export function powerStates(disk: RecordedDisk, random: Random): PowerState[] {
  const states = new Map<string, PowerState>();
  for (const moment of disk.moments) {
    const made = disk.effects.slice(0, moment.effects);
    const pending = disk.pendingAt(moment);
    const isPending = new Set(pending);
    const [all, none, ...others] = choices(pending, random);
    const plain = new Set([all, none]);
    for (const choice of [all!, none!, ...random.sample(others, Math.min(MOST_CHOICES, others.length))]) {
      const [how, shares] = choice;
      const kept: Kept = new Map();
      for (const effect of made) {
        const share = isPending.has(effect) ? shares.get(effect) : "whole";
        if (share !== undefined) kept.set(effect, share);
      }
      const key = keyOf(disk, kept);
      const {isAcknowledged} = moment;
      if (states.get(key)?.isAcknowledged === undefined || isAcknowledged)
        states.set(key, {
          kept,
          cut: `after call ${moment.operations}, ${how}`,
          isAcknowledged,
          isPlain: plain.has(choice)
        });
    }
  }
  return [...states.values()];
}

type Choice = [how: string, shares: Map<Effect, Share>];

function* choices(pending: Effect[], random: Random): Generator<Choice> {
  const whole = (effects: Effect[]) => new Map(effects.map((effect) => [effect, "whole" as Share]));
  yield ["everything kept", whole(pending)];
  yield ["all unsynced lost", whole([])];
  for (const [at, one] of pending.entries()) {
    const name = nameOf(one);
    yield [`${name} lost`, whole(pending.filter((each) => each !== one))];
    yield [`only ${name} kept`, whole([one])];
    yield [`unsynced before ${name} lost`, whole(pending.slice(at))];
    yield [`unsynced after ${name} lost`, whole(pending.slice(0, at + 1))];
    if (one.what !== "bytes") continue;
    yield [`half of ${name}`, whole(pending).set(one, "half")];
    yield [`room of ${name}`, whole(pending).set(one, "room")];
  }
  for (const of of new Set(pending.map((effect) => effect.of))) {
    const [own, others] = [pending.filter((each) => each.of === of), pending.filter((each) => each.of !== of)];
    yield [`all of ${own[0]!.path} lost`, whole(others)];
    yield [`only what is of ${own[0]!.path} kept`, whole(own)];
  }
  if (pending.length > 2)
    for (let left = CHANCES; left > 0; left--) {
      const some = pending.filter(() => random.chance(0.5));
      yield [
        `by chance ${some.map(({number}) => number).join(" ")} kept`,
        new Map(some.map((effect) => [effect, random.pick(SHARES)]))
      ];
    }
}

const SHARES: Share[] = ["whole", "whole", "whole", "half", "room"];

const nameOf = ({number, what, path}: Effect) => `${what} ${number} of ${path}`;

function keyOf(disk: RecordedDisk, kept: Kept): string {
  const hash = createHash("sha1");
  for (const [path, content] of [...disk.hashesOf(kept)].sort()) hash.update(`${path} ${content}\n`);
  return hash.digest("hex");
}
