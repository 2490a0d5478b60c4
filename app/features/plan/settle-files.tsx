import {Link} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import styles from "./plan.module.css";
import type {Settled} from "./plan-fields.ts";
import {usePlanAddress} from "./use-plan-address.ts";

/** The two ways to change a list: in a table here, or as a file. */
export function SettleFiles({dataset, edit, year}: {dataset: Settled; edit: string; year: number}) {
  const address = usePlanAddress();
  return (
    <p className={styles.files}>
      <Link to={address(edit, {edit: "1"})} className={button.secondary}>
        在表格中修改
      </Link>{" "}
      或用文件：<a href={`/plan/files/${dataset}.csv?month=${year}-12`}>下载现在的表</a>，改好后
      <Link to={`/submissions/new?dataset=${dataset}`}>上传</Link>；<Link to="/plan/new">新一年的计划文件</Link>
    </p>
  );
}
