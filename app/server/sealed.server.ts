import {SealError} from "#pipelines/sealed/seal-error.ts";
import {unavailable} from "./http.server.ts";

/** For a person's page: what cannot be opened for want of its key is said in words, and is no defect of ours. */
export async function orUnavailable<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof SealError ? unavailable(error.message) : error;
  }
}
