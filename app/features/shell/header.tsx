import {Link, useLocation} from "@remix-run/react";
import {keptMonth} from "#app/ui/address.ts";
import {Filters} from "./filters.tsx";
import styles from "./header.module.css";
import {Menu} from "./menu.tsx";
import {PlaceLinks, SectionLinks} from "./section-links.tsx";
import {sectionOf} from "./sections.ts";
import type {Shell} from "./shell.server.ts";
import {SignedIn} from "./signed-in.tsx";
import {YearSwitch} from "./year-switch.tsx";

interface HeaderProps {
  shell: Shell;
  /** The field that searches everything. */
  search: React.ReactNode;
}

/** Shows the plan's title, the sections, and below them the pages of this section with the filters of the page. */
export function Header({shell, search}: HeaderProps) {
  const {pathname, search: address} = useLocation();
  const {visitor, may} = shell;
  const section = sectionOf(pathname);
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <Link to="/" className={styles.brand}>
          <img src="/favicon.svg" alt="" width="28" height="28" />
          <span>
            <strong>{shell.title}</strong>
            <span className={styles.number}>{shell.document_number}</span>
          </span>
        </Link>
        {visitor && (
          <>
            <SectionLinks may={may} section={section} />
            {search}
            <Link to={`/search${keptMonth(address)}`} className={styles.searchLink}>
              查找
            </Link>
            <Menu shell={shell} />
            <SignedIn visitor={visitor} />
          </>
        )}
      </div>
      {visitor && (
        <div className={styles.line}>
          {section && <PlaceLinks may={may} section={section} />}
          <YearSwitch shell={shell} />
          <Filters shell={shell} />
        </div>
      )}
    </header>
  );
}
