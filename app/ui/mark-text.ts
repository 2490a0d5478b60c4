export interface Mark {
  id: string;
  /** A passage of the text, and the words in it that are marked. */
  quote: string;
  words: string;
}

export interface Passage {
  text: string;
  /** The ids of the marks that these words belong to; empty between marks. */
  ids: string[];
}

/** Cuts a text into passages, so that the words of each mark stand alone. */
export function markText(text: string, marks: Mark[]): Passage[] {
  const spans = marks.flatMap(({id, quote, words}) => {
    const start = text.indexOf(quote);
    const within = quote.indexOf(words || quote);
    return start < 0 || within < 0 ? [] : [{id, from: start + within, to: start + within + (words || quote).length}];
  });
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({from, to}) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => ({
    text: text.slice(from, cuts[index + 1]),
    ids: spans.filter((span) => span.from <= from && from < span.to).map(({id}) => id)
  }));
}
