import {markText, type Passage} from "#app/ui/mark-text.ts";

interface PromisedQuote {
  code: string;
  task_code: string;
  name: string;
  quote: string;
  focus: string;
}

export interface Quote {
  passages: Passage[];
  deliverables: {code: string; task_code: string; name: string}[];
}

/**
 * Returns the sentences of the document that a KPI measures. A sentence with several commitments occurs once, with the
 * words of each marked.
 */
export function quotesOf(deliverables: PromisedQuote[]): Quote[] {
  const sentences = [...new Set(deliverables.map(({quote}) => quote))];
  return sentences.map((sentence) => {
    const own = deliverables.filter(({quote}) => quote === sentence);
    return {
      passages: markText(
        sentence,
        own.map(({code, quote, focus}) => ({id: code, quote, words: focus}))
      ),
      deliverables: own.map(({code, task_code, name}) => ({code, task_code, name}))
    };
  });
}
