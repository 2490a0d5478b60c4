import type {Row, Value, World, WorldFile} from "./world.ts";

/** The same year, sent otherwise: no number may differ. */
export type Otherwise = (world: World) => World;

const isList = ({dataset}: WorldFile) => ["units", "members", "clubs"].includes(dataset);

/** The lists first, since others refer to them; of each dataset the files stay in their order. */
const datasetsInAnotherOrder: Otherwise = ({files}) => {
  const rest = files.filter((file) => !isList(file));
  const isLate = ({dataset}: WorldFile) => dataset === "participation";
  const names = [...new Set(rest.map(({dataset}) => dataset))].reverse();
  const turned = names.flatMap((name) => rest.filter(({dataset}) => dataset === name));
  return {files: [...files.filter(isList), ...turned.filter((f) => !isLate(f)), ...turned.filter(isLate)]};
};

/** A list is whole or it is another list; any other file may come in two. */
const filesInTwo: Otherwise = ({files}) => ({
  files: files.flatMap((file) => {
    const half = Math.floor(file.rows.length / 2);
    if (isList(file) || half === 0) return [file];
    return [
      {...file, rows: file.rows.slice(0, half)},
      {...file, rows: file.rows.slice(half)}
    ];
  })
});

const filesTwice: Otherwise = ({files}) => ({files: files.flatMap((file) => [file, file])});

/** Each file is sent in error, taken back and sent again. */
const withdrawnAndResent: Otherwise = ({files}) => ({
  files: files.flatMap((file) => [{...file, verdict: "withdraw", isJudgedAtOnce: true}, file])
});

const withCells = ({files}: World, of: (name: string, value: Value) => Value): World => ({
  files: files.map((file) => ({
    ...file,
    rows: file.rows.map((row): Row =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, of(name, value)]))
    )
  }))
});

export const newNameOf = (unit: string) => (unit === "U01" ? "U91" : unit);

const unitRenamed: Otherwise = (world) =>
  withCells(world, (name, value) =>
    name.endsWith("unit_code") && typeof value === "string" ? newNameOf(value) : value
  );

/** The first is called by the last one's number, and so on. */
const peoplePermuted: Otherwise = (world) => {
  const people = [...new Set(world.files.flatMap(({rows}) => rows.flatMap(({person_id}) => person_id ?? [])))].sort();
  const turned = new Map(people.map((person, at) => [person, people[people.length - 1 - at]!]));
  return withCells(world, (name, value) =>
    name.endsWith("person_id") ? (turned.get(value as string) ?? value) : value
  );
};

/** What says the same by files, so that whatever takes files must see no difference. */
export const BY_FILES: Record<string, Otherwise> = {
  "the datasets in another order": datasetsInAnotherOrder,
  "each file in two": filesInTwo,
  "each file twice": filesTwice,
  "each file taken back and sent again": withdrawnAndResent
};

/** What says the same by other names. */
export const BY_NAMES: Record<string, Otherwise> = {"a unit renamed": unitRenamed, "people permuted": peoplePermuted};
