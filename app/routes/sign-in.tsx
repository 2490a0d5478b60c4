import type {ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useActionData, useLoaderData} from "@remix-run/react";
import {SignInForm} from "#app/features/sign-in/sign-in-form.tsx";
import {postSignIn, readSignInPage} from "#app/features/sign-in/sign-in.server.ts";
import {Page} from "#app/ui/page.tsx";
import {waitIn} from "#app/ui/wait-in.ts";

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
      <SignInForm page={page} answer={answer} />
    </Page>
  );
}
