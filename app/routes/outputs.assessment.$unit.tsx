import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData} from "@remix-run/react";
import {AssessmentPaper} from "#app/features/outputs/assessment-paper.tsx";
import {readAssessment} from "#app/features/outputs/assessment.server.ts";
import {allow} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";
import {PrintButton} from "#app/ui/print-button.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  return readAssessment(await allow(request, "see-assessment"), params.unit ?? "");
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.unit_name ?? ""}考核自评底稿 · 工会年度计划看板`}
];

export default function AssessmentRoute() {
  const assessment = useLoaderData<typeof loader>();
  const {unit, unit_name, total, mayCompare} = assessment;
  return (
    <Page
      title={`${unit_name}：已评 ${total.scored} 分，得 ${total.points} 分；缺材料 ${total.missing} 项`}
      eyebrow={
        <Breadcrumbs>
          <Link to="/outputs">材料</Link>
          {mayCompare && <Link to="/outputs/assessment">考核自评</Link>}
          <span>{unit_name}</span>
        </Breadcrumbs>
      }
      aside={
        <>
          <PrintButton /> {mayCompare && <SlideLink slideKey={`assessment:${unit}`} />}{" "}
          <a href={`/outputs/assessment/${unit}/csv`}>下载 CSV</a>
        </>
      }
      isPaper
    >
      <AssessmentPaper assessment={assessment} />
    </Page>
  );
}
