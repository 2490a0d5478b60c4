import {useEffect, useRef, useState} from "react";

export interface LazyDetailsProps {
  summary: React.ReactNode;
  children: React.ReactNode;
  className?: string;
  /** Starts open. */
  isOpen?: boolean;
}

/**
 * A closed part with so much inside that a browser makes it only when it is opened. Without JavaScript it is there from
 * the start.
 */
export function LazyDetails({summary, children, className, isOpen = false}: LazyDetailsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [isWanted, setIsWanted] = useState(isOpen);
  const look = () => setIsWanted((isWanted) => isWanted || details.current?.open === true);
  // It may have been opened before the scripts came.
  useEffect(look, []);
  return (
    <details ref={details} className={className} open={isOpen || undefined} onToggle={look}>
      <summary>{summary}</summary>
      {isWanted ? children : <noscript>{children}</noscript>}
    </details>
  );
}
