import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {Arrival} from "#app/features/sign-in/arrival.tsx";
import {signOnByCas} from "#app/features/sign-in/cas.server.ts";
import {Page} from "#app/ui/page.tsx";

export function loader({request, context}: LoaderFunctionArgs) {
  return signOnByCas(request, context.address ?? "");
}

export const meta: MetaFunction = () => [{title: "统一身份认证 · 工会年度计划看板"}];

export default function CasRoute() {
  return (
    <Page title="统一身份认证">
      <Arrival {...useLoaderData<typeof loader>()} />
    </Page>
  );
}
