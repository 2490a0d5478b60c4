import {useState} from "react";
import buttons from "#app/ui/button.module.css";
import {useIsHydrated} from "#app/ui/use-is-hydrated.ts";
import styles from "./phone-fold.module.css";

/** Hides a long part on a phone until it is asked for. A large screen, paper and a browser without JavaScript show it. */
export function PhoneFold({label, children}: {label: string; children: React.ReactNode}) {
  const isHydrated = useIsHydrated();
  const [isOpen, setIsOpen] = useState(false);
  const isFolded = isHydrated && !isOpen;
  return (
    <>
      {isFolded && (
        <button type="button" className={`${buttons.quiet} ${styles.open}`} onClick={() => setIsOpen(true)}>
          {label}
        </button>
      )}
      <div data-folded={isFolded || undefined} className={styles.part}>
        {children}
      </div>
    </>
  );
}
