import type fc from "fast-check";

/** One part of the product that takes what strangers send: what is tried on it, and what must then hold. */
export interface Target {
  name: string;
  /** How many of a million cases are its own. */
  share: number;
  open: () => Opened | Promise<Opened>;
}

export interface Opened {
  property: fc.IAsyncProperty<[unknown]>;
  close?: () => void | Promise<void>;
}
