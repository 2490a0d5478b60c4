import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData, useSearchParams} from "@remix-run/react";
import {gridColumnsOf} from "#app/features/plan/plan-fields.ts";
import {PlanHead} from "#app/features/plan/plan-head.tsx";
import {readTargetLines} from "#app/features/plan/plan.server.ts";
import {SavedLine} from "#app/features/plan/saved-line.tsx";
import {SettleFiles} from "#app/features/plan/settle-files.tsx";
import {SettleGrid} from "#app/features/plan/settle-grid.tsx";
import {postSettled} from "#app/features/plan/settle.server.ts";
import {TargetTable} from "#app/features/plan/target-table.tsx";
import {usePlanAddress} from "#app/features/plan/use-plan-address.ts";
import {allow, may, requireOwnForm} from "#app/server/access.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  const {year} = readFilters(access);
  const mayEdit = may(access.visitor, "plan-settings");
  const isEditing = mayEdit && new URL(request.url).searchParams.get("edit") === "1";
  return {year, mayEdit, isEditing, lines: await readTargetLines(year)};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postSettled(await allow(request, "plan-settings"));
}

export const meta: MetaFunction = () => [{title: "指标目标 · 工会年度计划看板"}];

export default function TargetsRoute() {
  const {year, mayEdit, isEditing, lines} = useLoaderData<typeof loader>();
  const problems = useActionData<typeof action>()?.problems ?? [];
  const [search] = useSearchParams();
  const address = usePlanAddress();
  const set = lines.filter(({cells}) => cells.target !== "").length;
  return (
    <Page
      title={`${year}年 ${lines.length} 个指标的目标${set === 0 ? "都按计划的默认" : `，${set} 个已由校工会另定`}`}
      eyebrow={<PlanHead place="targets" />}
      aside={
        <>
          计划原文写明的目标不改；另定的目标都注明来源和理由，两个数都看得到。
          <SlideLink slideKey="kpis" words="各项指标和目标放进演示" />
        </>
      }
    >
      <SavedLine />
      <Card>
        {isEditing ? (
          <>
            <p>
              <Link to={address("/plan/targets")}>返回，不再修改</Link>
            </p>
            <SettleGrid
              dataset="targets"
              caption="各个指标的目标，可修改"
              columns={gridColumnsOf("targets", {units: [], accounts: []})}
              lines={lines}
              problems={problems}
              saved={search.get("saved") ?? undefined}
            />
          </>
        ) : (
          <>
            {mayEdit && <SettleFiles dataset="targets" edit="/plan/targets" year={year} />}
            <TargetTable lines={lines} />
          </>
        )}
      </Card>
    </Page>
  );
}
