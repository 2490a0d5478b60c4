import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {InstructionBlock} from "#app/features/instructions/instruction-block.tsx";
import {readInstructionsAbout} from "#app/features/instructions/instructions.server.ts";
import {AssignmentForm} from "#app/features/plan/assignment-form.tsx";
import {readDeliverablePage} from "#app/features/plan/deliverable-page.server.ts";
import {OverrideCard} from "#app/features/plan/override-card.tsx";
import {postOverride} from "#app/features/plan/override.server.ts";
import {PlanHead} from "#app/features/plan/plan-head.tsx";
import {PromiseCards} from "#app/features/plan/promise-cards.tsx";
import {SavedLine} from "#app/features/plan/saved-line.tsx";
import {postSettled} from "#app/features/plan/settle.server.ts";
import {SettledHistory} from "#app/features/plan/settled-history.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {optionalText, readFields} from "#app/server/forms.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";
import {StatusMark} from "#app/ui/status-mark.tsx";
import type {StatusWord} from "#app/ui/status-words.ts";

export async function loader({params, request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  const page = await readDeliverablePage(params.code ?? "", access);
  if (!page) throw notFound(`计划里没有编号为“${params.code}”的承诺。`);
  return {page, instructions: await readInstructionsAbout(access, page.line.id)};
}

export async function action({params, request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  const access = await allow(request, "plan-settings");
  const {intent} = await readFields(request, {intent: optionalText});
  const isOverride = intent === "override" || intent === "lift";
  return isOverride ? postOverride(access, params.code ?? "") : postSettled(access);
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `${data?.page.line.cells.name ?? "没有这项承诺"} · 工会年度计划看板`}
];

export default function DeliverableRoute() {
  const {page, instructions} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const problems = refused && "problems" in refused ? refused.problems : [];
  const {row, line} = page;
  const cells: Record<string, string> = line.cells;
  return (
    <Page
      title={`${line.id} ${line.cells.name}`}
      eyebrow={<PlanHead name={line.id} />}
      aside={
        row && (
          <>
            <StatusMark status={row.status as StatusWord} /> {row.rule}
            {"　"}
            <Link to={`/tasks/${row.task_code}`}>{row.task_title}</Link>
            <SlideLink slideKey={`deliverable:${line.id}`} />
          </>
        )
      }
    >
      <SavedLine />
      {row?.lacks.includes("measure") && (
        <p role="note">{`衡量依据“${cells.measured_by}”里有计划没有的指标，没有采用，仍按计划的默认衡量。`}</p>
      )}
      {page.mayEdit && (
        <Card title="责任、期限和衡量">
          <AssignmentForm key={JSON.stringify(line.cells)} page={page} problems={problems} />
        </Card>
      )}
      <OverrideCard
        promises={page.promises}
        mayEdit={page.mayEdit}
        refused={refused && "override" in refused ? refused.override : undefined}
      />
      <PromiseCards promises={page.promises} />
      <InstructionBlock about={instructions} />
      <Card title="设定的经过">
        <SettledHistory history={page.history} />
      </Card>
    </Page>
  );
}
