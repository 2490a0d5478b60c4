import {isRouteErrorResponse, Link, useLocation, useRouteError, useRouteLoaderData} from "@remix-run/react";
import {Page} from "#app/ui/page.tsx";
import {RequestNumber} from "#app/ui/request-number.tsx";
import type {Shell} from "./shell.server.ts";

const WORDS: Record<number, {title: string; advice: string}> = {
  400: {title: "这个地址看不懂", advice: "请从月份、单位的选择框里重新选。"},
  403: {title: "您没有查看这一页的权限", advice: "如工作需要，请联系校工会办公室。"},
  401: {title: "请先登录", advice: "登录后再打开这一页。"},
  413: {title: "发来的内容太大", advice: "什么都没有保存。请分成几次再发。"},
  429: {title: "请稍等再试", advice: "什么都没有保存，过一会儿再发一次即可。"},
  503: {title: "这部分现在打不开", advice: "数据没有丢失，其他功能不受影响。"},
  404: {title: "没有这一页", advice: "地址可能输错了，或者这一项不在本年度计划里。"}
};
const DEFECT = {
  title: "这一页没能生成",
  advice: "数据没有丢失，问题已记入运行日志。请稍后刷新；仍不行，请把下面的编号告诉校工会办公室。"
};

const SPENT_LINK = {title: "这个链接不能用了", advice: "如果已经用它设过密码，请直接登录。"};

/** A page of this browser asked for the next one in vain. */
const NO_NETWORK = {
  title: "没有网络，这一页打不开",
  advice: "看板需要连接学校的服务器。没有发送成功的内容不会入库；请检查网络，然后刷新。"
};

/** Says what went wrong, what was kept and what to do next, and never shows internals. */
export function ErrorPage() {
  const error = useRouteError();
  const response = isRouteErrorResponse(error) ? error : undefined;
  const {pathname} = useLocation();
  const visitor = useRouteLoaderData<() => Promise<Shell>>("root")?.visitor;
  const isSpentLink = response?.status === 404 && pathname.startsWith("/link/");
  const words = isSpentLink ? SPENT_LINK : (WORDS[response?.status ?? 500] ?? DEFECT);
  const isOffline = isWithoutNetwork(error);
  const {title, advice} = isOffline ? NO_NETWORK : words;
  // What the visitor can mend is in nobody's log.
  const hasNumber = !isOffline && (response?.status ?? 500) >= 500;
  const message = response && response.status in WORDS && typeof response.data === "string" ? response.data : "";
  return (
    <Page title={title} eyebrow={response?.status}>
      <div>
        {message && !message.startsWith("Error:") && <p>{message}</p>}
        <p className="secondary">{advice}</p>
        {hasNumber && <RequestNumber />}
        <p>
          {visitor || !response ? <Link to="/">回到计划总览</Link> : <Link to="/sign-in">登录</Link>}
          {visitor && response?.status === 404 && (
            <>
              ，或看<Link to="/tasks">全部任务</Link>、<Link to="/kpis">全部指标</Link>，或
              <Link to="/search">查找</Link>
            </>
          )}
        </p>
      </div>
    </Page>
  );
}

const isWithoutNetwork = (error: unknown) =>
  error instanceof TypeError && typeof navigator !== "undefined" && navigator.onLine === false;
