import {SealError} from "#pipelines/sealed/seal-error.ts";
import {unavailable} from "./http.server.ts";

/** Answers 503 with a message where sealed files cannot be opened for lack of the key, which is no defect. */
export async function orUnavailable<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof SealError ? unavailable(error.message) : error;
  }
}
