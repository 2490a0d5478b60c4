import {Link} from "@remix-run/react";
import {CsrfField} from "#app/ui/csrf-field.tsx";
import styles from "./header.module.css";
import type {Shell} from "./shell.server.ts";

/** Shows the signed-in account and the button to sign out. */
export function SignedIn({visitor}: {visitor: NonNullable<Shell["visitor"]>}) {
  return (
    <form method="post" action="/sign-out" className={styles.visitor}>
      <CsrfField />
      <Link to="/account" aria-label={`我的账户：${visitor.name}，${visitor.role}`}>
        {visitor.name}
        <span className={styles.role}>{visitor.role}</span>
      </Link>
      <button type="submit">退出</button>
    </form>
  );
}
