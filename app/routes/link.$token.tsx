import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {LinkForm} from "#app/features/sign-in/link-form.tsx";
import {postLink, readLinkPage} from "#app/features/sign-in/link.server.ts";
import {Page} from "#app/ui/page.tsx";

export function loader({params}: LoaderFunctionArgs) {
  return readLinkPage(params.token ?? "");
}

export function action({request, params, context}: ActionFunctionArgs) {
  return postLink(request, params.token ?? "", context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "设置密码 · 工会年度计划看板"}];

export default function LinkRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={page.purpose === "first" ? "设立第一个系统管理员" : "设置密码"} aside="这个链接只能用一次。">
      <LinkForm page={page} problem={answer?.problem} name={answer?.name} />
    </Page>
  );
}
