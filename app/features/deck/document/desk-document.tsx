import {renderToStaticMarkup} from "react-dom/server";

export interface DeskDocument {
  title: string;
  /** Of the deck, and the short id of its frozen state: pages with both in common stay in step. */
  code: string;
  state: string;
  /** The screen that the slides are laid out for. */
  shape?: "wide" | undefined;
  nonce?: string;
  /** The token of the session's posts. */
  csrf?: string;
  /** The meeting in session that the deck was opened for. */
  meeting?: string;
  /** The styles of the slides and of the desk, as text. */
  styles: string;
  scripts: string;
}

/**
 * The presenter's desk as a whole document: the slides stand in it once, and the desk's script shows the current one
 * and the next. Without JavaScript it is the slides, one below another.
 */
export function deskDocument(slidesHtml: string, desk: DeskDocument): string {
  return `<!doctype html>${renderToStaticMarkup(<Desk slidesHtml={slidesHtml} desk={desk} />)}`;
}

function Desk({slidesHtml, desk}: {slidesHtml: string; desk: DeskDocument}) {
  const {title, code, state, shape, nonce, csrf, meeting, styles, scripts} = desk;
  return (
    <html lang="zh-CN" data-deck={code} data-state={state} data-shape={shape} data-meeting={meeting}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {csrf !== undefined && <meta name="csrf" content={csrf} />}
        <title>{`讲稿 · ${title}`}</title>
        <style dangerouslySetInnerHTML={{__html: styles}} />
      </head>
      <body className="desk">
        <DeskHead title={title} />
        <main className="deck" dangerouslySetInnerHTML={{__html: slidesHtml}} />
        <section className="desk-notes" aria-label="讲稿" tabIndex={0}>
          <h2>讲稿</h2>
          <div data-desk="notes" />
        </section>
        <DeskSide />
        <DeskFoot isInMeeting={meeting !== undefined} />
        <script nonce={nonce} dangerouslySetInnerHTML={{__html: scripts}} />
      </body>
    </html>
  );
}

function DeskHead({title}: {title: string}) {
  return (
    <header className="desk-head">
      <h1>{title}</h1>
      <span data-desk="count" />
      <span data-desk="part" />
      <div className="desk-time">
        <span>
          现在 <span data-desk="time" />
        </span>
        <span>
          已用 <b data-desk="elapsed">0:00</b>
        </span>
        <button type="button" data-desk="start">
          开始计时
        </button>
        <button type="button" data-desk="reset">
          归零
        </button>
      </div>
    </header>
  );
}

function DeskSide() {
  return (
    <section className="desk-side" aria-label="下一页和时间">
      <h2>下一页</h2>
      <p className="desk-last" data-desk="last">
        已是最后一页
      </p>
      <div className="desk-plan">
        <p data-desk="here" />
        <div className="desk-bar" data-desk="bar" role="progressbar" aria-label="全程已用分钟" aria-valuemin={0} />
        <p data-desk="whole" />
      </div>
    </section>
  );
}

function DeskFoot({isInMeeting}: {isInMeeting: boolean}) {
  return (
    <footer className="desk-foot">
      {isInMeeting && (
        <button type="button" data-command="outcome">
          议定事项
        </button>
      )}
      <button type="button" data-command="black" aria-pressed="false">
        黑屏
      </button>
      <button type="button" data-command="previous">
        上一页
      </button>
      <button type="button" data-command="next">
        下一页
      </button>
    </footer>
  );
}
