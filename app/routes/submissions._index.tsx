import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {readCompleteness} from "#app/features/submissions/completeness/completeness.server.ts";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {UnionView} from "#app/features/submissions/completeness/union-view.tsx";
import {UnitView} from "#app/features/submissions/completeness/unit-view.tsx";
import {postReminded} from "#app/features/submissions/completeness/reminded.server.ts";
import {postZeroReport} from "#app/features/submissions/completeness/zero.server.ts";
import {formatDay} from "#app/format.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {readForm} from "#app/server/forms.server.ts";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {useMay} from "#app/ui/use-may.ts";

export async function loader({request}: LoaderFunctionArgs) {
  return {completeness: await readCompleteness(await allow(request, "see-completeness"))};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  if ((await readForm(request)).get("intent") === "reminded") return postReminded(await allow(request, "settings"));
  return postZeroReport(await allow(request, "upload"));
}

export const meta: MetaFunction = () => [{title: "报送情况 · 工会年度计划看板"}];

export default function SubmissionsRoute() {
  const {completeness} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const cells = useMay().includes("see-submission") ? "点击单元格可查看报送或上传。" : "";
  if (!completeness) {
    return (
      <Page title="还没有数据" eyebrow={<SubmissionsHead place="completeness" />}>
        <EmptyState title="还没有收到过任何报送">先发送“单位与二级单位工会台账”，之后这里会显示谁该报什么。</EmptyState>
      </Page>
    );
  }
  const {sentence, unit, on} = completeness;
  const name = completeness.kind === "unit" ? completeness.unit_name : completeness.title;
  return (
    <Page
      title={sentence}
      eyebrow={<SubmissionsHead place="completeness" unit={unit} name={name} />}
      aside={`截至${formatDay(on)}。${cells}“代报”表示由校工会办公室代为报送。`}
    >
      {completeness.kind === "unit" ? (
        <UnitView completeness={completeness} refusal={refused?.message} />
      ) : (
        <UnionView completeness={completeness} />
      )}
    </Page>
  );
}
