import {Children, isValidElement} from "react";
import styles from "./breadcrumbs.module.css";

interface BreadcrumbsProps {
  /** Links from the whole to the part, then the page itself as a `span`; what has `data-apart` stands outside the path. */
  children: React.ReactNode;
}

/** The path to a page below the first level. */
export function Breadcrumbs({children}: BreadcrumbsProps) {
  const parts = Children.toArray(children);
  const isApart = (part: React.ReactNode) =>
    isValidElement<{"data-apart"?: unknown}>(part) && "data-apart" in part.props;
  const path = parts.filter((part) => !isApart(part));
  return (
    <div className={styles.line}>
      <nav aria-label="面包屑">
        <ol className={styles.path}>
          {path.map((part, at) => (
            <li key={at} aria-current={at === path.length - 1 ? "page" : undefined}>
              {part}
            </li>
          ))}
        </ol>
      </nav>
      {parts.filter(isApart)}
    </div>
  );
}
