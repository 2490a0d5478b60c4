import type {ReactNode} from "react";
import {renderToStaticMarkup} from "react-dom/server";

interface DocumentParts {
  script: string;
  styles: string;
  nonce?: string;
}

/** The phone's three buttons: forms, so that they work without JavaScript; the script only saves the reload. */
export function handDocument({script, styles, nonce}: DocumentParts, problem = ""): string {
  return documentOf(
    styles,
    <>
      <form method="post" className="hand">
        <button name="move" value="next" className="hand-next">
          下一页
        </button>
        <button name="move" value="previous">
          上一页
        </button>
        <button name="move" value="black">
          黑屏
        </button>
      </form>
      <p className="hand-problem" role="status">
        {problem}
      </p>
      <script nonce={nonce} dangerouslySetInnerHTML={{__html: script}} />
    </>
  );
}

export function goneDocument(words: string, {styles}: DocumentParts): string {
  return documentOf(
    styles,
    <main className="hand-gone">
      <h1>不能翻页了</h1>
      <p>{words}</p>
    </main>
  );
}

function documentOf(styles: string, content: ReactNode): string {
  const html = renderToStaticMarkup(
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#1f2329" />
        <title>翻页 · 工会年度计划看板</title>
        <style dangerouslySetInnerHTML={{__html: styles}} />
      </head>
      <body>{content}</body>
    </html>
  );
  return `<!doctype html>${html}`;
}
