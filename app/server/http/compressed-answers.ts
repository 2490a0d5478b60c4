import compression from "compression";
import type {RequestHandler} from "express";

/**
 * Pages that show a token, a one-time link, a second factor's key or rows of persons travel uncompressed: beside words
 * that the address brings in, the compressed length would tell what stands there (BREACH). Other pages hold no secret but
 * the form token, which is masked anew in every answer.
 */
const SECRET_PAGES = /^\/(account|admin\/accounts|link|sign-in|assistance|submissions\/[^/]+\/rows)(\/|\.data|$)/i;

export function compressedAnswers(): RequestHandler {
  return compression({
    filter: (request, response) =>
      !SECRET_PAGES.test(decodeURIComponent(request.path)) && compression.filter(request, response)
  });
}
