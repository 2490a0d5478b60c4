import {Link, useLocation} from "@remix-run/react";
import {useEffect, useRef} from "react";
import styles from "./menu.module.css";
import {addressOf, mayEnter, OWN_SECTION, placeOf, SECTIONS, type Section} from "./sections.ts";
import type {Shell} from "./shell.server.ts";
import {SignedIn} from "./signed-in.tsx";
import {YearSwitch} from "./year-switch.tsx";

/** Every page by its section, folded; it opens without JavaScript. On a phone it also holds the account. */
export function Menu({shell}: {shell: Shell}) {
  const {pathname, search} = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  useClosing(menu, pathname + search);
  return (
    <details className={styles.menu} ref={menu}>
      <summary>更多</summary>
      <div className={styles.panel}>
        <nav className={styles.sections} aria-label="全部页面">
          {[...SECTIONS, OWN_SECTION].map((section) => (
            <SectionOfMenu key={section.to} section={section} may={shell.may} />
          ))}
        </nav>
        <div className={styles.own}>
          <YearSwitch shell={shell} />
          {shell.visitor && <SignedIn visitor={shell.visitor} />}
        </div>
      </div>
    </details>
  );
}

function SectionOfMenu({section, may}: {section: Section; may: string[]}) {
  const {pathname, search} = useLocation();
  const here = placeOf(pathname, section);
  const places = section.places.filter((each) => mayEnter(each, may));
  if (places.length === 0) return null;
  return (
    <div>
      <p>{section.title}</p>
      <ul>
        {places.map((each) => (
          <li key={each.to}>
            <Link to={addressOf(each, search)} aria-current={each === here ? "true" : undefined}>
              {each.title}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Closes the menu after a choice, by Escape and by a press beside it. */
function useClosing(menu: React.RefObject<HTMLDetailsElement>, address: string) {
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [menu, address]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !menu.current?.open) return;
      menu.current.open = false;
      menu.current.querySelector("summary")?.focus();
    };
    const onPress = ({target}: PointerEvent) => {
      if (menu.current && target instanceof Node && !menu.current.contains(target)) menu.current.open = false;
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPress);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPress);
    };
  }, [menu]);
}
