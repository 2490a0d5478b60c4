/** A place for texts that survives a reload, where the browser has one. */
export interface KeptText {
  read: () => string | undefined;
  write: (text: string | undefined) => void;
}

/** Private windows and files from a disk may have no storage, or refuse it: then the text lives as long as the page. */
export function keptText(where: "sessionStorage" | "localStorage", key: string): KeptText {
  let memory: string | undefined;
  const within = <T>(act: (storage: Storage) => T): T | undefined => {
    try {
      return act(window[where]);
    } catch {
      return undefined;
    }
  };
  return {
    read: () => within((storage) => storage.getItem(key) ?? undefined) ?? memory,
    write(text) {
      memory = text;
      within((storage) => (text === undefined ? storage.removeItem(key) : storage.setItem(key, text)));
    }
  };
}

/** Reads JSON that a person may have changed by hand; what cannot be read is as if it were not there. */
export function jsonIn({read}: KeptText): unknown {
  try {
    return JSON.parse(read() ?? "null");
  } catch {
    return undefined;
  }
}
