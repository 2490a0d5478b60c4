import type {ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {SignInForm} from "~/features/accounts/sign-in-form";
import {postSignIn, readSignInPage} from "~/features/accounts/sign-in.server";
import {Page} from "~/ui/page";
import {waitIn} from "~/ui/wait-in";

export function loader({request}: LoaderFunctionArgs) {
  return readSignInPage(request);
}

export function action({request, context}: ActionFunctionArgs) {
  return postSignIn(request, context.address ?? "");
}

export const headers: HeadersFunction = ({actionHeaders}) => waitIn(actionHeaders);

export const meta: MetaFunction = () => [{title: "登录 · 工会年度计划看板"}];

export default function SignInRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title="登录">
      <SignInForm page={page} problem={answer?.problem} name={answer?.name} />
    </Page>
  );
}
