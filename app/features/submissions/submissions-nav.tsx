import {Link} from "@remix-run/react";
import styles from "./submissions-nav.module.css";

const PLACES = [
  {here: "overview", to: "/submissions", name: "报送情况"},
  {here: "new", to: "/submissions/new", name: "上传"},
  {here: "queue", to: "/submissions/queue", name: "审核"},
  {here: "settings", to: "/submissions/settings", name: "期限与锁定"}
] as const;

/** The pages about sending, side by side. */
export function SubmissionsNav({here}: {here?: (typeof PLACES)[number]["here"]}) {
  return (
    <nav aria-label="报送" className={styles.nav}>
      {PLACES.map((place) => (
        <Link key={place.to} to={place.to} aria-current={place.here === here ? "page" : undefined}>
          {place.name}
        </Link>
      ))}
    </nav>
  );
}
