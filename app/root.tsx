import "#app/ui/tokens.css";
import "#app/ui/base.css";
import "#app/ui/print.css";
import type {HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Meta, Outlet, ScrollRestoration, type ShouldRevalidateFunctionArgs, useRouteLoaderData} from "@remix-run/react";
import {IsPhoneContext} from "#app/ui/is-phone.ts";
import {SearchBox} from "#app/features/search/search-box.tsx";
import {ErrorPage} from "#app/features/shell/error-page.tsx";
import {Header} from "#app/features/shell/header.tsx";
import {PaperHead} from "#app/features/shell/paper-head.tsx";
import {readShell} from "#app/features/shell/shell.server.ts";
import {LateScripts, WholePage} from "#app/ui/late-scripts.tsx";
import {LoadingBar} from "#app/ui/loading-bar.tsx";
import {useNonce} from "#app/ui/nonce.ts";
import {waitIn} from "#app/ui/wait-in.ts";
import {LinksWithStyles} from "#app/ui/written-styles.tsx";

export function loader({request}: LoaderFunctionArgs) {
  return readShell(request);
}

/** The data around the pages depend on the year and change seldom, so most navigations keep them. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
  formMethod
}: ShouldRevalidateFunctionArgs) {
  const yearOf = (url: URL) => url.searchParams.get("month")?.slice(0, 4);
  return (formMethod && formMethod !== "GET") || yearOf(currentUrl) !== yearOf(nextUrl)
    ? defaultShouldRevalidate
    : false;
}

/** Error pages keep the `Retry-After` header of the response that caused them. */
export const headers: HeadersFunction = ({errorHeaders}) => waitIn(errorHeaders);

export const meta: MetaFunction = () => [{title: "工会年度计划看板"}];

export const links: LinksFunction = () => [
  {rel: "icon", href: "/favicon.svg", type: "image/svg+xml"},
  {rel: "alternate icon", href: "/favicon.ico", sizes: "32x32"},
  {rel: "apple-touch-icon", href: "/apple-touch-icon.png"},
  {rel: "manifest", href: "/manifest.webmanifest"}
];

export function Layout({children}: {children: React.ReactNode}) {
  const nonce = useNonce();
  const shell = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#b3261e" />
        <meta name="csrf" content={shell?.csrf ?? ""} />
        <WholePage />
        <Meta />
        <LinksWithStyles />
      </head>
      <body>
        <IsPhoneContext.Provider value={shell?.isPhone ?? false}>
          <a className="skip-link" href="#main">
            跳到正文
          </a>
          <LoadingBar />
          {shell && <Header shell={shell} search={<SearchBox />} />}
          {shell && <PaperHead shell={shell} />}
          {children}
        </IsPhoneContext.Provider>
        <ScrollRestoration nonce={nonce} />
        <LateScripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
