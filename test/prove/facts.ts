import {readContracts} from "#pipelines/contracts/contracts.ts";
import type {
  Activity,
  Assistance,
  Award,
  Club,
  Digital,
  Media,
  Meeting,
  Member,
  Participation,
  Procurement,
  Progress,
  Proposal,
  Unit,
  Welfare
} from "./rows.ts";
import {monthEnd} from "./days.ts";
import type {Row, World, WorldFile} from "./world.ts";

/** What counts of a world, worked out by loops: the newest row of a key, and the lists of each month's end. */
export type Facts = ReturnType<typeof factsOf>;

export function factsOf(world: World) {
  const activities = newest<Activity>(world, "activities");
  const byId = new Map(activities.map((activity) => [activity.activity_id, activity]));
  const lists = new Map<string, Row[]>();
  const listAt = <R>(dataset: string, month: string): R[] => {
    const key = `${dataset} ${month}`;
    if (!lists.has(key)) lists.set(key, listInForce(world, dataset, month));
    return lists.get(key) as R[];
  };
  const members = (month: string) => listAt<Member>("members", month);
  return {
    activities,
    meetings: newest<Meeting>(world, "meetings"),
    media: newest<Media>(world, "media"),
    progress: newest<Progress>(world, "progress"),
    proposals: newest<Proposal>(world, "proposals"),
    participation: newest<Participation>(world, "participation"),
    welfare: newest<Welfare>(world, "welfare"),
    assistance: newest<Assistance>(world, "assistance"),
    /** Every version that counts, in the order in which they were received. */
    assistanceReceived: counting(world, "assistance") as unknown as {row: Assistance; as_of: string}[],
    procurement: newest<Procurement>(world, "procurement"),
    awards: newest<Award>(world, "awards"),
    digital: newest<Digital>(world, "digital"),
    units: (month: string) => listAt<Unit>("units", month),
    clubs: (month: string) => listAt<Club>("clubs", month),
    members,
    memberOf: (person: string, month: string) => members(month).find(({person_id}) => person_id === person),
    activityOf: (id: string) => byId.get(id),
    isLoaded: (dataset: string) => inForce(world, dataset).length > 0
  };
}

/** Neither returned nor withdrawn. */
export function inForce({files}: World, dataset: string): WorldFile[] {
  return files.filter((file) => file.dataset === dataset && file.verdict !== "return" && file.verdict !== "withdraw");
}

/** The rows that count: those of a person whom no roster names wait for one. */
function counting(world: World, dataset: string): {row: Row; as_of: string}[] {
  const named = new Set(inForce(world, "members").flatMap(({rows}) => rows.map(({person_id}) => person_id)));
  const people = readContracts()
    .get(dataset)!
    .fields.filter(({reference, referenceMayComeLater}) => reference === "members.person_id" && !referenceMayComeLater);
  return inForce(world, dataset)
    .flatMap(({rows, as_of}) => rows.map((row) => ({row, as_of})))
    .filter(({row}) => people.every(({name}) => (row[name] ?? null) === null || named.has(row[name]!)));
}

function newest<R>(world: World, dataset: string): R[] {
  const {primaryKey} = readContracts().get(dataset)!;
  const byKey = new Map<string, Row>();
  for (const {row} of counting(world, dataset)) byKey.set(JSON.stringify(primaryKey.map((name) => row[name])), row);
  return [...byKey.values()] as R[];
}

/** The list in force at a month's end: the newest as-of day up to it; of several of one day, the last sent. */
function listInForce(world: World, dataset: string, month: string): Row[] {
  let best: WorldFile | undefined;
  for (const file of inForce(world, dataset))
    if (file.as_of <= monthEnd(month) && (!best || file.as_of >= best.as_of)) best = file;
  return best?.rows ?? [];
}
