import {Link, useLocation} from "@remix-run/react";
import {keptMonth} from "#app/ui/address.ts";
import {Filters} from "./filters.tsx";
import styles from "./header.module.css";
import {Menu} from "./menu.tsx";
import {PlaceLinks, RoomLinks} from "./room-links.tsx";
import {roomOf} from "./rooms.ts";
import type {Shell} from "./shell.server.ts";
import {SignedIn} from "./signed-in.tsx";
import {YearSwitch} from "./year-switch.tsx";

interface HeaderProps {
  shell: Shell;
  /** The field that searches everything. */
  search: React.ReactNode;
}

/** Shows the plan's title, the rooms, and below them the pages of this room with the filters of the page. */
export function Header({shell, search}: HeaderProps) {
  const {pathname, search: address} = useLocation();
  const {visitor, may} = shell;
  const room = roomOf(pathname);
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
            <RoomLinks may={may} room={room} />
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
          {room && <PlaceLinks may={may} room={room} />}
          <YearSwitch shell={shell} />
          <Filters shell={shell} />
        </div>
      )}
    </header>
  );
}
