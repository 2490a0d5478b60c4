import {useEffect, useRef, useState} from "react";
import {useLocation} from "@remix-run/react";
import {useIsNarrow} from "./use-is-narrow.ts";

export interface WideDetailsProps {
  summary: React.ReactNode;
  children: React.ReactNode;
  /** Starts open on a phone too. */
  isOpenOnPhone?: boolean;
  id?: string;
  className?: string;
}

/** What is open on a wide screen and folded on a phone, until the reader or an address that names a place in it says otherwise. */
export function WideDetails({summary, children, isOpenOnPhone, id, className}: WideDetailsProps) {
  const isNarrow = useIsNarrow();
  const [chosen, setChosen] = useState<boolean>();
  const details = useRef<HTMLDetailsElement>(null);
  const {hash} = useLocation();
  useEffect(() => {
    const place = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (!place || !details.current?.contains(place)) return;
    details.current.open = true;
    setChosen(true);
    place.scrollIntoView();
  }, [hash]);
  const isOpen = chosen ?? (!isNarrow || isOpenOnPhone === true);
  return (
    <details ref={details} id={id} className={className} open={isOpen}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          setChosen(!isOpen);
        }}
      >
        {summary}
      </summary>
      {children}
    </details>
  );
}
