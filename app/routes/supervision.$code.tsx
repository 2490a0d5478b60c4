import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData, useLocation} from "@remix-run/react";
import {readInstructionWords} from "#app/features/instructions/instructions.server.ts";
import {postNotice, readPaper} from "#app/features/supervision/notice-actions.server.ts";
import {NoticePanel} from "#app/features/supervision/notice-panel.tsx";
import {SupervisionPaper} from "#app/features/supervision/supervision-paper.tsx";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {keptSearch} from "#app/ui/address.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Page} from "#app/ui/page.tsx";
import {MaterialButton} from "#app/ui/material-button.tsx";
import {PrintButton} from "#app/ui/print-button.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  const access = await allow(request, "see-dashboards");
  const page = await readPaper(access, params.code ?? "");
  return {...page, instructions: await readInstructionWords(access, page.item.code)};
}

export async function action({params, request, context}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postNotice(await allow(request, "see-dashboards"), params.code ?? "", context.address ?? "");
}

export const meta: MetaFunction<typeof loader> = ({data}) => [
  {title: `督办单 ${data?.item.notice?.number ?? data?.item.code ?? ""} · 工会年度计划看板`}
];

export default function SupervisionPaperRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const search = keptSearch(useLocation().search);
  const {item, on, instructions} = page;
  return (
    <Page
      title={`督办单：${item.name}`}
      eyebrow={
        <Breadcrumbs>
          <Link to={`/${search}`}>计划总览</Link>
          <Link to={`/supervision${search}`}>督办</Link>
          <span>{item.code}</span>
        </Breadcrumbs>
      }
      aside={
        <>
          <PrintButton /> <MaterialButton kind="supervision-docx" subject={item.code} words="下载 Word" />
        </>
      }
      isPaper
    >
      <NoticePanel page={page} answer={answer} />
      <SupervisionPaper item={item} on={on} instructions={instructions} />
    </Page>
  );
}
