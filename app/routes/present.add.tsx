import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {AddSlideView} from "#app/features/deck/add-slide-view.tsx";
import {postAddSlide, readAddSlide} from "#app/features/deck/selections.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readAddSlide(await allow(request, "meeting-materials"))};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postAddSlide(await allow(request, "meeting-materials"));
}

export const meta: MetaFunction = () => [{title: "放进演示 · 工会年度计划看板"}];

export default function AddSlideRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page
      title="放进哪一份演示？"
      eyebrow={
        <Breadcrumbs>
          <Link to="/present">演示</Link>
          <span>放进演示</span>
        </Breadcrumbs>
      }
    >
      <AddSlideView page={page} problem={refused?.problem} />
    </Page>
  );
}
