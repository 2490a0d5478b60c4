import fc from "fast-check";
import * as v from "valibot";
import {readFields, readForm, readFormWithFiles} from "#app/server/forms.server.ts";
import {isForm, takeFormFile} from "#app/features/submissions/upload/form-file.server.ts";
import {property} from "../case.ts";
import {expectEqual} from "../equal.ts";
import {mutated} from "../mutated.ts";
import {expectRefusal} from "../refusal.ts";
import type {Target} from "../target.ts";
import {wellFormed} from "../well-formed.ts";

const BODIES = [
  "intent=lock&month=2026-10&csrf=abc&reason=%E5%8E%9F%E5%9B%A0&x=1&x=2",
  "=&&=&a=%&b=%E4&__proto__=1&constructor=2",
  '{"intent":"lock"}',
  '--x\r\ncontent-disposition: form-data; name="intent"\r\n\r\nlock\r\n--x\r\ncontent-disposition: form-data; name="files"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\na,b\r\n1,2\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="corrections"\r\n\r\n[{"cell":"C7","was":"a","is":"b"}]\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="表.csv"\r\nContent-Type: text/csv\r\n\r\n活动编号,工号\r\nA1,00001\r\n--x--\r\n'
].map((text, at) => ({name: `body ${at}`, bytes: Buffer.from(text)}));

const type = fc.constantFrom(
  ...[
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=gbk",
    "multipart/form-data; boundary=x"
  ],
  ...[
    'multipart/form-data; boundary="x"',
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=y"
  ],
  ...[
    "Multipart/Form-Data; Boundary=x",
    `multipart/form-data; boundary=${"x".repeat(300)}`,
    "application/json",
    "text/plain"
  ]
);

const request = (type: string, body: BodyInit) =>
  new Request("http://ours.invalid/submissions", {method: "POST", headers: {"content-type": type}, body});

const FIELDS = {intent: v.string("没有说明要做什么。"), month: v.optional(v.string(), "")};

/** A body is a form, or is refused in words. */
const forms: Target = {
  name: "forms",
  share: 20_000,
  open: () => ({
    property: property(fc.record({body: mutated(BODIES), type}), async ({body: {bytes}, type}) => {
      const body = new Uint8Array(bytes);
      await expectRefusal(async () => void (await readForm(request(type, body))));
      await expectRefusal(async () => void (await readFields(request(type, body), FIELDS)));
      await expectRefusal(async () => void (await readFormWithFiles(request(type, body))));
    })
  })
};

/** A form with corrections and a file gives that file, or is refused in words. */
const formFiles: Target = {
  name: "form-files",
  share: 12_000,
  open: () => ({
    property: property(fc.record({body: mutated(BODIES.slice(3)), type}), ({body: {bytes}, type}) =>
      expectRefusal(async () => {
        // Any other body is the file itself.
        if (!isForm(request(type, ""))) return;
        await takeFormFile(request(type, new Uint8Array(bytes)), async ({chunks}) => {
          for await (const _ of chunks);
        });
      })
    )
  })
};

const entry = fc.tuple(fc.string({minLength: 1, maxLength: 6}), fc.string({maxLength: 12}));

/** What a browser sends as a form comes back as it was typed. */
const formsBack: Target = {
  name: "forms-back",
  share: 20_000,
  open: () => ({
    property: property(fc.array(entry, {maxLength: 5}), async (entries) => {
      const form = await readForm(
        request("application/x-www-form-urlencoded", new URLSearchParams(entries).toString())
      );
      expectEqual(
        [...form],
        entries.map((pair) => pair.map((text) => wellFormed(text))),
        "fields"
      );
    })
  })
};

export const BODIES_TARGETS = [forms, formFiles, formsBack];
