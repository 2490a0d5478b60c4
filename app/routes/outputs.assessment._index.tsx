import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData} from "@remix-run/react";
import {AssessmentList} from "#app/features/outputs/assessment-list.tsx";
import {readAssessments} from "#app/features/outputs/assessment.server.ts";
import {formatDay} from "#app/format.ts";
import {allow} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return readAssessments(await allow(request, "all-assessments"));
}

export const meta: MetaFunction = () => [{title: "考核自评底稿 · 工会年度计划看板"}];

export default function AssessmentsRoute() {
  const {on, year, units, source} = useLoaderData<typeof loader>();
  return (
    <Page
      title={`${year}年度考核自评底稿：${units.length} 个单位`}
      eyebrow={
        <Breadcrumbs>
          <Link to="/outputs">材料</Link>
          <span>考核自评</span>
        </Breadcrumbs>
      }
      aside={
        <>
          {`数据截至${formatDay(on)}。评分表：${source}。各单位只能看到自己的底稿。`}{" "}
          <SlideLink slideKey="assessments" />
        </>
      }
    >
      <Card>
        <AssessmentList units={units} />
      </Card>
    </Page>
  );
}
