import fc from "fast-check";
import {routePatterns} from "#app/server/http/route-patterns.ts";
import {withoutValues} from "#app/server/http/without-values.ts";
import {attachment} from "#app/server/download.server.ts";
import {readFilters} from "#app/server/filters.server.ts";
import {ownPath} from "#app/server/own-path.ts";
import {fileNameOf} from "#app/features/submissions/upload/file-name.ts";
import {queryOf, rankOf} from "#app/features/search/hits.ts";
import {addressRange} from "#pipelines/accounts/address-range.ts";
import {movedPin, pinsOf} from "#pipelines/accounts/pin-order.ts";
import {evidenceLink, evidenceOf} from "#pipelines/evidence/evidence-address.ts";
import {isDay} from "#pipelines/time/clock.ts";
import {property} from "../case.ts";
import {expectEqual, expectTrue} from "../equal.ts";
import {expectRefusal} from "../refusal.ts";
import type {Target} from "../target.ts";

const odd = fc.constantFrom(
  "/",
  "//",
  "\\",
  "..",
  ".",
  "%2f",
  "%",
  "%00",
  "\0",
  "\t",
  "\r\n",
  "#",
  "?",
  "@",
  ":",
  ";",
  "中",
  "😀",
  "\ud800",
  "\u202e"
);
const piece = fc.oneof(
  odd,
  fc.constantFrom("tasks", "T05", "sign-in", "elsewhere.example", "month=2026-10", "&"),
  fc.string({maxLength: 3})
);
const path = fc.array(piece, {maxLength: 10}).map((pieces) => pieces.join(""));

/** Who signed in goes on to this site, wherever the address says. */
const goingOn: Target = {
  name: "own-path",
  share: 70_000,
  open: () => ({
    property: property(path, (given) => {
      for (const to of [given, `/${given}`]) {
        const own = ownPath(to);
        const {origin, pathname} = new URL(own, "http://ours.invalid");
        expectEqual(origin, "http://ours.invalid", own);
        expectTrue(own.startsWith("/") && !pathname.startsWith("//"), own);
        expectEqual(ownPath(own), own, "again");
        new Headers({location: own});
      }
    })
  })
};

const month = fc.oneof(
  fc
    .tuple(fc.integer({min: 2019, max: 2030}), fc.integer({min: 0, max: 14}))
    .map(([year, at]) => `${year}-${String(at).padStart(2, "0")}`),
  fc.string({maxLength: 8}),
  fc.constantFrom("2026-1", "2026-13", "２０２６-01", "2026-02-30", "", "9999-12", "2026-02\n")
);

/** The filters of an address are those of a plan's month, or a refusal in words. */
const filters: Target = {
  name: "filters",
  share: 60_000,
  open: () => ({
    property: property(
      fc.record({month, unit: fc.option(fc.string({maxLength: 6}), {nil: undefined}), rest: fc.webQueryParameters()}),
      async ({month, unit, rest}) => {
        const request = new Request(`http://ours.invalid/?${new URLSearchParams({month})}&${rest}`);
        await expectRefusal(() => {
          const {month: read, year, on} = readFilters({request, unit});
          expectTrue(read.startsWith(String(year)) && isDay(on) && on.startsWith(`${read}-`), `${read} ${on}`);
        });
      }
    )
  })
};

const name = fc.oneof(
  fc.string({maxLength: 20, unit: "binary"}),
  fc
    .array(
      fc.constantFrom(
        "报表",
        ".csv",
        "'",
        '"',
        "(",
        ")",
        "*",
        "/",
        "\\",
        "..",
        "%",
        "\r\n",
        "\u202e",
        "😀",
        "\ud800",
        "a",
        ";",
        "~$"
      ),
      {maxLength: 8}
    )
    .map((pieces) => pieces.join(""))
);

/** A file's name is shown and sent without changing how anything around it is read. */
const fileNames: Target = {
  name: "file-names",
  share: 70_000,
  open: () => ({
    property: property(name, (given) => {
      const kept = fileNameOf(given);
      expectEqual(fileNameOf(kept), kept, "again");
      expectTrue(kept !== "" && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(kept), JSON.stringify(kept));
      const disposition = new Headers(attachment(kept, "file.csv")).get("content-disposition")!;
      const [, encoded = ""] =
        /^attachment; filename="file\.csv"; filename\*=UTF-8''([\w.!~*%-]*)$/.exec(disposition) ?? [];
      expectEqual(decodeURIComponent(encoded), kept.replace(/[\\/:*?"<>|]/g, "_"), disposition);
    })
  })
};

/** Small readers of what an address, a form or a log holds. */
const small: Target = {
  name: "small-readers",
  share: 50_000,
  open: () => {
    const routeOf = routePatterns({});
    return {
      property: property(
        fc.record({
          text: path,
          ip: fc.oneof(
            fc.ipV4(),
            fc.ipV6(),
            fc.string({maxLength: 12}),
            fc.ipV6().map((ip) => `${ip}%eth0`)
          )
        }),
        ({text, ip}) => {
          expectTrue(!addressRange(ip).includes("NaN") || ip.includes("NaN"), `${ip} ${addressRange(ip)}`);
          expectEqual(
            routeOf(text.startsWith("/") ? text : `/${text}`).length < 60,
            true,
            "a pattern as long as an address"
          );
          const pins = pinsOf(text);
          expectEqual(pinsOf(pins.join(",")), pins, "pins");
          movedPin(pins, pins[0] ?? "", 1);
          const {words} = queryOf(text);
          rankOf({code: "T05", name: "任务"}, words);
          const split = evidenceOf(text);
          expectEqual(evidenceOf(evidenceLink(split)), split, "evidence");
          expectTrue(!/\d{4}/.test(withoutValues(`row ${text} 20260101 失败`)), "a number is in the log");
        }
      )
    };
  }
};

export const ADDRESSES = [goingOn, filters, fileNames, small];
