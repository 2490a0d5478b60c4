import {renderToStaticMarkup} from "react-dom/server";
import {ownerWords, readOwners} from "#app/features/meetings/owners.server.ts";
import {type Access, may} from "#app/server/access.server.ts";
import {notFound} from "#app/server/http.server.ts";
import {csrfOf} from "#app/server/session.server.ts";
import {readLedger} from "#app/server/store.server.ts";
import {readAgenda} from "#pipelines/meetings/agenda.ts";
import {readMeeting} from "#pipelines/meetings/meetings.ts";
import type {AgendaChoice} from "../agenda-item.ts";
import {deckDocument, DeckSlides} from "./deck-document.tsx";
import {deskDocument} from "./desk-document.tsx";
import {requireStateOf} from "../state/frozen-state.server.ts";
import {desk, player} from "../player/player-parts.server.ts";
import {readDeckOf} from "../read-deck.server.ts";
import {shapeOf, WIDE} from "../layout/slide-frame.ts";
import {readScreen, type Screen} from "./screen.server.ts";
import {slideStyles} from "./slide-styles.ts";
import type {Deck} from "../slide.ts";

/** Answers with a deck as one document that loads nothing afterwards. */
export async function answerDeck(access: Access, code: string, nonce: string | undefined): Promise<Response> {
  const {deck, screen, csrf, meeting} = await readShown(access, code);
  return document(
    deckDocument(deck, {
      ...{...screen, scripts: player.script, styles: player.styles},
      ...(nonce !== undefined && {nonce}),
      ...(csrf !== undefined && {head: <meta name="csrf" content={csrf} />}),
      ...(meeting !== undefined && {
        root: {"data-meeting": meeting},
        foot: <OutcomeChoices {...await readChoices(meeting)} />
      })
    })
  );
}

interface Choices {
  owners: string[];
  agenda: AgendaChoice[];
}

/** Who can be charged and under which item, for the line in which outcomes are typed. */
function OutcomeChoices({owners, agenda}: Choices) {
  return (
    <>
      <datalist id="owners">
        {owners.map((owner) => (
          <option key={owner} value={owner} />
        ))}
      </datalist>
      <datalist id="agenda">
        {agenda.map(({item_id, title, subject}) => (
          <option key={item_id} value={item_id} label={title} data-subject={subject} />
        ))}
      </datalist>
    </>
  );
}

async function readChoices(meeting: string): Promise<Choices> {
  return {owners: ownerWords(await readOwners()), agenda: await readAgenda(await readLedger(), meeting)};
}

/** Answers with the presenter's desk of a deck. */
export async function answerDesk(access: Access, code: string, nonce: string | undefined): Promise<Response> {
  const {deck, screen, csrf, meeting} = await readShown(access, code);
  const slides = renderToStaticMarkup(
    <>
      <DeckSlides deck={deck} {...screen} />
      {meeting !== undefined && <OutcomeChoices {...await readChoices(meeting)} />}
    </>
  );
  return document(
    deskDocument(slides, {
      ...{title: deck.title, code: deck.code, state: deck.state, scripts: desk.script, shape: shapeOf(screen.ratio)},
      styles: `${slideStyles()}${desk.styles}`,
      ...(nonce !== undefined && {nonce}),
      ...(csrf !== undefined && {csrf}),
      ...(meeting !== undefined && {meeting})
    })
  );
}

/** The deck as one file to take away: it asks nobody anything. */
export const deckFile = (deck: Deck, screen: Screen = {}): string =>
  deckDocument(deck, {...screen, scripts: player.script, styles: player.styles});

/** The deck for paper, whose pages are 16:9. */
export const deckPages = (deck: Deck, {min}: Screen = {}): string => deckDocument(deck, {min, ratio: WIDE});

async function readShown(access: Access, code: string) {
  const {id, state} = await requireStateOf(access);
  const deck = await readDeckOf(state, code, id);
  if (!deck) throw notFound("没有这份演示，请从“演示”页重新打开。");
  const {session} = access.visitor;
  return {
    deck,
    screen: await readScreen(new URL(access.request.url).searchParams.get("shape")),
    csrf: session && csrfOf(session),
    meeting: await readOpenMeeting(access)
  };
}

/**
 * The meeting in the address, for those who record its outcomes. A deck may be opened before the meeting begins and
 * stays open: until then the line itself says what is missing.
 */
async function readOpenMeeting({request, visitor}: Access): Promise<string | undefined> {
  const asked = new URL(request.url).searchParams.get("meeting") ?? "";
  if (asked === "" || !may(visitor, "meetings")) return undefined;
  const meeting = await readMeeting(await readLedger(), asked);
  return meeting && meeting.state !== "closed" ? meeting.meeting_id : undefined;
}

const document = (html: string) => new Response(html, {headers: {"content-type": "text/html; charset=utf-8"}});
