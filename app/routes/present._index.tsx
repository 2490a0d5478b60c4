import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData, useLocation} from "@remix-run/react";
import {PresentView} from "#app/features/deck/present-view.tsx";
import {postPresent, readPresent} from "#app/features/deck/present.server.ts";
import {formatMonth} from "#app/format.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {keptMonth} from "#app/ui/address.ts";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readPresent(await allow(request, "see-decks"))};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postPresent(await allow(request, "meeting-materials"));
}

export const meta: MetaFunction = () => [{title: "演示 · 工会年度计划看板"}];

export default function PresentRoute() {
  const {page} = useLoaderData<typeof loader>();
  return (
    <Page
      title={`演示：${formatMonth(page.month)}的数字`}
      aside="打开后按 F 全屏，方向键或翻页笔换页，按 H 看全部按键；断网也能放完。"
    >
      <PresentView page={page} search={keptMonth(useLocation().search)} />
    </Page>
  );
}
