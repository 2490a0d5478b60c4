import {addAccount} from "#pipelines/accounts/accounts.ts";
import {deletePerson, exportPerson} from "#pipelines/retention/person.ts";
import {csvOf} from "../../pipelines/csv.ts";
import {withBasics} from "../basics.ts";
import {NOW, opened, type Scenario, sendAccepted, TODAY} from "../scenario.ts";

const PERSON = "00002";
const request = {personId: PERSON, secret: "a secret of this test that is long enough", by: "office", now: NOW};

/** A person with rows in three files, one of them sealed, and an account. */
export const scenario: Scenario = {
  name: "person-deleted",
  prepare: (dir) =>
    withBasics(dir, async (store) => {
      const came = ["A2", "A3"].map((activity_id) => ({activity_id, person_id: PERSON}));
      await sendAccepted(store, "participation", csvOf("participation", came));
      const acting = {by: null, now: NOW};
      await store.ledger.transaction((tx) => addAccount(tx, "member", {role: "office", staffNumber: PERSON}, acting));
    }),
  act: (dir, answered) =>
    opened(
      dir,
      async ({dir, ledger}) => {
        const deleted = await deletePerson(dir, ledger, {...request, isDryRun: false, on: TODAY});
        if (deleted && "problem" in deleted) throw new Error(deleted.problem);
      },
      answered
    ),
  isDone: async ({dir, ledger}) => {
    const held = await exportPerson(dir, ledger, request);
    return held === undefined;
  },
  isInSteps: true
};
