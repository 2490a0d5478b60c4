import {type Access, may} from "#app/server/access.server.ts";
import {today} from "#app/server/clock.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {ACTION_ITEM_STATE_WORDS} from "#pipelines/meetings/action-item-moves.ts";
import {daysOverdue, type ActionItem, readActionItems} from "#pipelines/meetings/action-items.ts";

/** The visitor, or the visitor's unit, was charged. */
export function isChargedWith({visitor}: Pick<Access, "visitor">, {owner_unit, owner_account}: ActionItem): boolean {
  return owner_account === visitor.account.name || (owner_unit !== null && owner_unit === visitor.unit);
}

/** A unit sees what it was charged with; who holds meetings sees all. */
export const maySeeActionItem = (access: Access, actionItem: ActionItem) =>
  may(access.visitor, "meetings") || isChargedWith(access, actionItem);

/** An action item in the words of the lists. */
export function actionItemLineOf(access: Access, actionItem: ActionItem, on = today()) {
  const {action_item_id, words, owner, due_on, first_due_on, times_extended, body, held_on, state, subject} =
    actionItem;
  const answer = actionItem.entries.findLast(({kind}) => kind === "answer");
  return {
    ...{action_item_id, words, owner, due_on, first_due_on, times_extended, body, held_on, state, subject},
    state_words: ACTION_ITEM_STATE_WORDS[state],
    overdue: daysOverdue(actionItem, on),
    answer: answer?.words ?? null,
    isOwn: isChargedWith(access, actionItem)
  };
}

export type ActionItemLine = ReturnType<typeof actionItemLineOf>;

/** Reads the action items that the visitor may see; what is due first stands first. */
export async function readActionItemLines(access: Access): Promise<ActionItemLine[]> {
  const actionItems = await readActionItems(await readLedger());
  return actionItems
    .filter((actionItem) => maySeeActionItem(access, actionItem))
    .map((actionItem) => actionItemLineOf(access, actionItem));
}

/** Reads the open action items that the visitor answers for. */
export async function readOwnActionItems(access: Access): Promise<ActionItemLine[]> {
  return (await readActionItemLines(access)).filter(({state, isOwn}) => state !== "closed" && isOwn);
}

/** Reads the overdue action items that the visitor may see; of one unit, where the address names it. */
export async function readOverdueActionItems(access: Access): Promise<ActionItemLine[]> {
  const actionItems = await readActionItems(await readLedger());
  return actionItems
    .filter((actionItem) => maySeeActionItem(access, actionItem))
    .filter(({owner_unit}) => access.unit === undefined || owner_unit === access.unit)
    .map((actionItem) => actionItemLineOf(access, actionItem))
    .filter(({overdue}) => overdue > 0);
}
