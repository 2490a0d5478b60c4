import {STATUS_SHAPES} from "#app/ui/status-mark.tsx";
import {STATUS_WORDS} from "#app/ui/status-words.ts";

/** A status as shape and word, legible on a photocopy. */
export function Status({status}: {status: string}) {
  const word = STATUS_WORDS.find((each) => each === status);
  return (
    <span className="status" data-status={status}>
      {word && (
        <svg viewBox="0 0 12 12" aria-hidden="true">
          {STATUS_SHAPES[word]}
        </svg>
      )}
      {status}
    </span>
  );
}
