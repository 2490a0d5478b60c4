import deskScript from "virtual:deck-desk";
import handScript from "virtual:deck-hand";
import playerScript from "virtual:deck-player";
import deskStyles from "./desk.css?inline";
import handStyles from "./hand.css?inline";
import outcomeStyles from "./outcome-line.css?inline";
import playerStyles from "./player.css?inline";

/** What the deck's documents are written with, as text: the player, the presenter's desk, the phone's buttons. */
export const player = {script: playerScript, styles: playerStyles + outcomeStyles};
export const desk = {script: deskScript, styles: deskStyles + outcomeStyles};
export const hand = {script: handScript, styles: handStyles};
