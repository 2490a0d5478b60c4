import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {SettingsForms} from "#app/features/submissions/settings/settings-forms.tsx";
import {postReportSettings, readReportSettings} from "#app/features/submissions/settings/settings.server.ts";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {settings: await readReportSettings(await allow(request, "settings"))};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postReportSettings(await allow(request, "settings"));
}

export const meta: MetaFunction = () => [{title: "报送设置 · 工会年度计划看板"}];

export default function ReportSettingsRoute() {
  const {settings} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      title="报送设置"
      eyebrow={<SubmissionsHead place="settings" />}
      aside="截止日改动后，本年各月的按时和迟报都按新的算；审核记录不变。"
    >
      <SettingsForms key={JSON.stringify(settings)} settings={settings} refused={refused} />
    </Page>
  );
}
