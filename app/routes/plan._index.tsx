import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData, useSearchParams} from "@remix-run/react";
import {type Inheritance, readInheritance} from "#app/features/plan/inherit.server.ts";
import {isLack, Lacking} from "#app/features/plan/lacking.tsx";
import {gridColumnsOf} from "#app/features/plan/plan-fields.ts";
import {PlanHead} from "#app/features/plan/plan-head.tsx";
import {PlanTable} from "#app/features/plan/plan-table.tsx";
import {readAssignmentLines, readChoices, readPlanPage} from "#app/features/plan/plan.server.ts";
import {SavedLine} from "#app/features/plan/saved-line.tsx";
import {SettleFiles} from "#app/features/plan/settle-files.tsx";
import {SettleGrid} from "#app/features/plan/settle-grid.tsx";
import {postSettled} from "#app/features/plan/settle.server.ts";
import {usePlanAddress} from "#app/features/plan/use-plan-address.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  const page = await readPlanPage(access);
  const isEditing = page.mayEdit && new URL(request.url).searchParams.get("edit") === "1";
  return {
    page,
    inheritance: page.mayEdit ? offerOf(await readInheritance(access)) : null,
    editing: isEditing ? {lines: await readAssignmentLines(page.year), choices: await readChoices()} : null
  };
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postSettled(await allow(request, "plan-settings"));
}

/** How much of the year before could be taken; null where there is nothing. */
function offerOf(inheritance: Inheritance | undefined) {
  const {before = 0, deliverables = [], targets = []} = inheritance ?? {};
  return deliverables.length + targets.length === 0
    ? null
    : {before, deliverables: deliverables.length, targets: targets.length};
}

export const meta: MetaFunction = () => [{title: "责任分工 · 工会年度计划看板"}];

export default function PlanRoute() {
  const {page, inheritance, editing} = useLoaderData<typeof loader>();
  const problems = useActionData<typeof action>()?.problems ?? [];
  const [search] = useSearchParams();
  const address = usePlanAddress();
  const asked = search.get("lack");
  const lack = isLack(asked) ? asked : undefined;
  const rows = page.rows.filter(({lacks}) => lack === undefined || lacks.includes(lack));
  const lacking = page.rows.filter(({lacks}) => lacks.includes("owner")).length;
  return (
    <Page
      title={
        lacking === 0
          ? `${page.year}年计划的 ${page.rows.length} 项承诺都有责任人`
          : `${page.year}年计划 ${page.rows.length} 项承诺，${lacking} 项还没有责任单位`
      }
      eyebrow={<PlanHead place="assignments" />}
      aside={
        <>
          <Lacking rows={page.rows} shown={lack} />
          {!page.isEmpty && <SlideLink slideKey="unassigned" words="责任分工放进演示" />}
        </>
      }
    >
      <SavedLine />
      {page.isEmpty ? (
        <EmptyState title="还没有汇总过任何数据">收到第一份数据并汇总之后，这里会显示各项承诺的分工和期限。</EmptyState>
      ) : editing ? (
        <Card>
          <p>
            <Link to={address("/plan")}>返回，不再修改</Link>
          </p>
          <SettleGrid
            dataset="assignments"
            caption="各项承诺的责任、期限和衡量，可修改"
            columns={gridColumnsOf("assignments", editing.choices)}
            lines={editing.lines}
            problems={problems}
            saved={search.get("saved") ?? undefined}
          />
        </Card>
      ) : (
        <Card>
          {inheritance && (
            <p>
              {`${inheritance.before} 年有 ${inheritance.deliverables} 项分工、${inheritance.targets} 个目标可沿用，`}
              <Link to={`/plan/inherit?month=${page.year}-12`}>逐项核对</Link>
            </p>
          )}
          {page.mayEdit && <SettleFiles dataset="assignments" edit="/plan" year={page.year} />}
          <PlanTable rows={rows} unit={page.unit} />
        </Card>
      )}
    </Page>
  );
}
