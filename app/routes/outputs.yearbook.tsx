import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData} from "@remix-run/react";
import {YearbookHelp} from "#app/features/outputs/yearbook-help.tsx";
import {YearbookView} from "#app/features/outputs/yearbook-view.tsx";
import {readYearbookDraft} from "#app/features/outputs/yearbook.server.ts";
import {allow} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {PrintButton} from "#app/ui/print-button.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return readYearbookDraft(await allow(request, "see-yearbook"));
}

export const meta: MetaFunction = () => [{title: "统计年报底稿 · 工会年度计划看板"}];

export default function YearbookRoute() {
  const draft = useLoaderData<typeof loader>();
  const {year, years, rows, missing, failed, isOver, maySend} = draft;
  return (
    <Page
      title={
        rows.length > 0
          ? `${year} 统计年度：${rows.length} 行，无数据 ${missing} 行，逻辑检查不符合 ${failed} 条`
          : "统计年报底稿"
      }
      eyebrow={
        <Breadcrumbs>
          <Link to="/outputs">材料</Link>
          <span>统计年报</span>
          {years
            .filter((each) => each !== year)
            .map((each) => (
              <Link key={each} to={`/outputs/yearbook?year=${each}`} data-apart>
                {`${each} 统计年度`}
              </Link>
            ))}
        </Breadcrumbs>
      }
      aside={
        rows.length > 0 && (
          <>
            {!isOver && "统计年度还没有结束，数字会变。"}
            <PrintButton /> <SlideLink slideKey={`yearbook:${year}`} isOfToday />{" "}
            <a href={`/outputs/yearbook/csv?year=${year}`}>下载 CSV</a>
          </>
        )
      }
      isPaper
    >
      {rows.length > 0 ? (
        <YearbookView draft={draft} />
      ) : (
        <Card>
          <EmptyState title={`还没有 ${year} 统计年度的栏目`}>
            {maySend
              ? "请上传当年的统计代码表，数值会自动汇总。"
              : "校工会办公室上传当年的统计代码表之后，这里会显示底稿。"}
          </EmptyState>
        </Card>
      )}
      <YearbookHelp draft={draft} />
    </Page>
  );
}
