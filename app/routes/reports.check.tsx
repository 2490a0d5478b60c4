import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData} from "@remix-run/react";
import {type FormatCheck, FormatCheckView} from "#app/features/materials/format-check-view.tsx";
import {answerFormatCheck, readCheckForm} from "#app/features/materials/format-check.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {withinConcurrencyLimit} from "#app/server/concurrency-limit.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  await allow(request, "see-decks");
  return null;
}

export async function action({request}: ActionFunctionArgs) {
  const access = await allow(request, "see-decks");
  const form = await readCheckForm(request);
  await requireOwnForm(request);
  return withinConcurrencyLimit(access, () => answerFormatCheck(form), "papers");
}

export const meta: MetaFunction = () => [{title: "公文格式自查 · 工会年度计划看板"}];

export default function FormatCheckRoute() {
  const check: FormatCheck | undefined = useActionData<typeof action>();
  return (
    <Page
      title="公文格式自查：按 GB/T 9704 逐条对照"
      eyebrow={
        <Breadcrumbs>
          <Link to="/meetings">会议</Link>
          <span>公文格式自查</span>
        </Breadcrumbs>
      }
    >
      <FormatCheckView check={check} />
    </Page>
  );
}
