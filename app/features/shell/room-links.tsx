import {Link, useLocation} from "@remix-run/react";
import styles from "./header.module.css";
import {addressOf, mayEnter, placeOf, ROOMS, type Room} from "./rooms.ts";

interface RoomProps {
  may: string[];
  room: Room | undefined;
}

/** The navigation of the whole house; on a phone it is one line of its own. */
export function RoomLinks({may, room}: RoomProps) {
  const {pathname, search} = useLocation();
  return (
    <nav className={styles.rooms} aria-label="主要页面">
      {ROOMS.filter((each) => mayEnter(each, may)).map((each) => (
        <Link
          key={each.to}
          to={addressOf(each, search)}
          aria-current={each === room ? (each.to === pathname ? "page" : "true") : undefined}
        >
          {each.title}
        </Link>
      ))}
    </nav>
  );
}

/** The pages of one room, quietly below the rooms; on a phone they stand in the menu. */
export function PlaceLinks({may, room}: {may: string[]; room: Room}) {
  const {pathname, search} = useLocation();
  const places = room.places.filter((each) => mayEnter(each, may));
  const here = placeOf(pathname, room);
  if (places.length < 2) return null;
  return (
    <nav className={styles.places} aria-label={`${room.title}的页面`}>
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
