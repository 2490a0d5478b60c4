import compression from "compression";
import type {RequestHandler} from "express";

/**
 * Pages that show a token, a one-time link, a calendar address, the key of a second factor or rows of persons are not
 * compressed: an attacker who adds words to the address could learn their content from the compressed length (BREACH).
 * Other pages hold no secret but the form token, which is masked anew in every response.
 */
const SECRET_PAGES =
  /^\/(account|admin\/accounts|link|sign-in|assistance|plan\/calendar|submissions\/[^/]+\/rows)(\/|\.data|$)/i;

export function compressedAnswers(): RequestHandler {
  return compression({
    filter: (request, response) =>
      !SECRET_PAGES.test(decodeURIComponent(request.path)) && compression.filter(request, response)
  });
}
