import {Link, useFetcher} from "@remix-run/react";
import {useEffect} from "react";
import type {Completeness} from "../completeness/completeness.server.ts";

/** Says after sending that the file awaits review, and what else the unit has to send. */
export function WhatIsLeft({id, unit}: {id: string; unit: string}) {
  const {data, load} = useFetcher<{completeness?: Completeness}>();
  const address = `/submissions?unit=${encodeURIComponent(unit)}`;
  useEffect(() => {
    if (unit !== "") load(`/submissions?index&unit=${encodeURIComponent(unit)}`);
  }, [id, unit, load]);
  if (unit === "") return <p className="secondary">在“待审核”里可以通过或退回。</p>;
  const completeness = data?.completeness;
  if (completeness?.kind !== "unit") return <p>待校工会办公室审核。</p>;
  const isApproved = completeness.submissions.some((each) => each.submission_id === id && each.verdict === "approve");
  const count = completeness.todo.length;
  return (
    <p>
      {isApproved ? "检查无提示，已自动通过；" : "待校工会办公室审核；"}
      <Link to={address}>{count > 0 ? `还有 ${count} 份要报送` : "要报送的都已报齐"}</Link>
    </p>
  );
}
