import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData, useSearchParams} from "@remix-run/react";
import {PlanHead} from "#app/features/plan/plan-head.tsx";
import {PlanUpload, PlanYearList} from "#app/features/plan/plan-upload.tsx";
import {postPlan, readPlanFileNames, readPlanYears} from "#app/features/plan/plan-upload.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "plan-settings");
  return {years: await readPlanYears(), files: readPlanFileNames()};
}

export async function action({request, context}: ActionFunctionArgs) {
  // The form has files in it; the token among its fields is checked once they are read.
  await requireOwnForm(request, "later");
  return postPlan(await allow(request, "plan-settings"), context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "年度计划文件 · 工会年度计划看板"}];

export default function NewPlanRoute() {
  const {years, files} = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const taken = years.find(({year}) => String(year) === search.get("taken"));
  return (
    <Page
      title="年度计划的文件"
      eyebrow={<PlanHead name="年度计划文件" />}
      aside="新一年的计划按与启动时相同的规则检查；有一处不符，整份都不启用。"
    >
      {taken && (
        <p role="status">
          {`${taken.year} 年计划已启用。`}
          <Link to={`/plan?month=${taken.year}-12`}>去安排分工和期限</Link>
        </p>
      )}
      <Card title="上传新一年的计划">
        <PlanUpload answer={answer} files={files} />
      </Card>
      <Card title="已有的年度">
        <PlanYearList years={years} files={files} />
      </Card>
    </Page>
  );
}
