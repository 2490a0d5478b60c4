/**
 * The requirements of levels 1 and 2 of OWASP ASVS 5.0.0, section by section; in each they come before those of level 3.
 * Source: OWASP_Application_Security_Verification_Standard_5.0.0_en.csv of the project's release.
 */
const COUNTS: Record<string, number> = {
  ...{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2},
  ...{"2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
  ...{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2},
  ...{"4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
  ...{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3},
  ...{"6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4},
  ...{"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2},
  ...{"8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1},
  ...{"9.1": 3, "9.2": 4},
  ...{"10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3},
  ...{"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1},
  ...{"12.1": 3, "12.2": 2, "12.3": 4},
  ...{"13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5},
  ...{"14.1": 2, "14.2": 4, "14.3": 3},
  ...{"15.1": 3, "15.2": 3, "15.3": 7},
  ...{"16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3},
  ...{"17.1": 1, "17.2": 4, "17.3": 2}
};

/** `V1.1.1` … in the standard's order. */
export const ASVS_IDS: string[] = Object.entries(COUNTS).flatMap(([section, count]) =>
  Array.from({length: count}, (_, at) => `V${section}.${at + 1}`)
);

/** Returns the requirements that a text names: one by one, as `V6.2.9—V6.2.11`, or a whole section or chapter. */
export function asvsIdsIn(text: string): string[] {
  return [...text.matchAll(/V(\d+(?:\.\d+){0,2})(?:—V(\d+(?:\.\d+){0,2}))?/g)].flatMap(([, from = "", to = from]) => {
    const within = (id: string, end: string) => id === `V${end}` || id.startsWith(`V${end}.`);
    const first = ASVS_IDS.findIndex((id) => within(id, from));
    const last = ASVS_IDS.findLastIndex((id) => within(id, to));
    return first === -1 ? [] : ASVS_IDS.slice(first, last + 1);
  });
}
