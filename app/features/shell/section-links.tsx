import {Link, useLocation} from "@remix-run/react";
import styles from "./header.module.css";
import {addressOf, mayEnter, placeOf, SECTIONS, type Section} from "./sections.ts";

interface SectionProps {
  may: string[];
  section: Section | undefined;
}

/** The navigation of the whole site; on a phone it is one line of its own. */
export function SectionLinks({may, section}: SectionProps) {
  const {pathname, search} = useLocation();
  return (
    <nav className={styles.sections} aria-label="主要页面">
      {SECTIONS.filter((each) => mayEnter(each, may)).map((each) => (
        <Link
          key={each.to}
          to={addressOf(each, search)}
          aria-current={each === section ? (each.to === pathname ? "page" : "true") : undefined}
        >
          {each.title}
        </Link>
      ))}
    </nav>
  );
}

/** The pages of one section, quietly below the sections; on a phone they stand in the menu. */
export function PlaceLinks({may, section}: {may: string[]; section: Section}) {
  const {pathname, search} = useLocation();
  const places = section.places.filter((each) => mayEnter(each, may));
  const here = placeOf(pathname, section);
  if (places.length < 2) return null;
  return (
    <nav className={styles.places} aria-label={`${section.title}的页面`}>
      {places.map((each) => (
        <Link
          key={each.to}
          to={addressOf(each, search)}
          aria-current={each === here ? (each.to === pathname ? "page" : "true") : undefined}
        >
          {each.title}
        </Link>
      ))}
    </nav>
  );
}
