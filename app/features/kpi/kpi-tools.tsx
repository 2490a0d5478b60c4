import {Link} from "@remix-run/react";
import {useState} from "react";
import {formatMonth} from "#app/format.ts";
import button from "#app/ui/button.module.css";
import {useIsHydrated} from "#app/ui/use-is-hydrated.ts";
import type {KpiPage} from "./kpi.server.ts";
import {KpiSlides} from "./kpi-slides.tsx";
import styles from "./kpi-lineage.module.css";

/** The address of the page to send to somebody, with the month frozen in it or not; and how to read the charts. */
export function KpiTools({kpi}: {kpi: KpiPage}) {
  const {code, filters} = kpi;
  const unit = filters.unit ? `unit=${filters.unit}` : "";
  const newest = `/kpis/${code}${unit && `?${unit}`}`;
  const frozen = `/kpis/${code}?month=${filters.month}${unit && `&${unit}`}`;
  return (
    <div className={styles.downloads}>
      <CopyLink to={frozen} words={`复制链接（固定在${formatMonth(filters.month)}）`} />
      <CopyLink to={newest} words="复制链接（总是最新月份）" />
      <Link to="/help/charts">怎样看图</Link>
      <KpiSlides kpi={kpi} />
    </div>
  );
}

/** Without JavaScript, or where a browser forbids the clipboard, it is a link to be copied by hand. */
function CopyLink({to, words}: {to: string; words: string}) {
  const isHydrated = useIsHydrated();
  const [said, setSaid] = useState("");
  const link = <a href={to}>{words.replace("复制链接", "链接")}</a>;
  if (said === "refused") return link;
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(location.origin + to).then(
          () => setSaid("已复制"),
          () => setSaid("refused")
        )
      : setSaid("refused");
  return (
    <span>
      <button
        type="button"
        className={button.quiet}
        data-waiting={!isHydrated || undefined}
        onClick={() => void copy()}
      >
        {words}
      </button>
      <noscript>{link}</noscript>
      <span role="status" className="secondary">
        {said}
      </span>
    </span>
  );
}
