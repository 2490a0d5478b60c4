import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {type Inheritance, postInheritance, readInheritance} from "#app/features/plan/inherit.server.ts";
import {InheritedAssignments, InheritedTargets} from "#app/features/plan/inherit-table.tsx";
import {PlanHead} from "#app/features/plan/plan-head.tsx";
import {SavedLine} from "#app/features/plan/saved-line.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import form from "#app/ui/form.module.css";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  const access = await allow(request, "plan-settings");
  return {year: readFilters(access).year, inheritance: (await readInheritance(access)) ?? null};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postInheritance(await allow(request, "plan-settings"));
}

export const meta: MetaFunction = () => [{title: "沿用上年 · 工会年度计划看板"}];

export default function InheritRoute() {
  const {year, inheritance} = useLoaderData<typeof loader>();
  const problems = useActionData<typeof action>()?.problems ?? [];
  return (
    <Page
      title={titleOf(year, inheritance)}
      eyebrow={<PlanHead name="沿用上年" />}
      aside="沿用即作为一次报送保存，历史里写明来源，可以撤销。计划原文不受影响。"
    >
      <SavedLine />
      {problems.length > 0 && (
        <ul role="alert" className={form.problem}>
          {problems.map(({row, text}, at) => (
            <li key={at}>{[row, text].filter(Boolean).join(" · ")}</li>
          ))}
        </ul>
      )}
      {inheritance ? (
        <>
          <Card title="责任和期限">
            <InheritedAssignments inheritance={inheritance} />
            {inheritance.dropped.length > 0 && (
              <p className="secondary">
                {`${inheritance.before} 年有分工而今年对不上的：${inheritance.dropped.map(({code, name}) => `${code} ${name}`).join("、")}`}
              </p>
            )}
          </Card>
          <Card title="指标的目标">
            <InheritedTargets inheritance={inheritance} />
          </Card>
        </>
      ) : (
        <EmptyState title="上一年没有计划，或没有设定过分工和目标">请在“责任分工”里直接设定。</EmptyState>
      )}
    </Page>
  );
}

function titleOf(year: number, inheritance: Pick<Inheritance, "before" | "deliverables" | "targets"> | null): string {
  if (!inheritance) return `${year}年没有可沿用的上年设定`;
  const {before, deliverables, targets} = inheritance;
  if (deliverables.length + targets.length === 0) return `${before}年的设定，${year}年没有还可沿用的`;
  return `${before}年有 ${deliverables.length} 项分工、${targets.length} 个目标，${year}年可以沿用`;
}
