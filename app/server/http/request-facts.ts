import {AsyncLocalStorage} from "node:async_hooks";
import {listen} from "#pipelines/host/happenings.ts";

/** What the log says of the request that the running code works for. */
export interface RequestFacts {
  id: string;
  role?: string;
}

const running = new AsyncLocalStorage<RequestFacts>();

/** Runs a request with its facts; all that it starts finds them again. */
export const withFacts = (facts: RequestFacts, act: () => void) => running.run(facts, act);
export const runningRequest = () => running.getStore();

listen("visitor", ({role}) => {
  const facts = running.getStore();
  if (facts) facts.role = role;
});
