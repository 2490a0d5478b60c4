import {expect, test} from "vitest";
import {readForm, readFormWithFiles} from "#app/server/forms.server.ts";

const MEGABYTE = 1024 * 1024;

const posted = (body: string, type = "application/x-www-form-urlencoded") =>
  new Request("http://127.0.0.1/", {method: "POST", body, headers: {"content-type": type}});

const parts = (count: number, head = 'Content-Disposition: form-data; name="a"') =>
  `${`--zz\r\n${head}\r\n\r\nb\r\n`.repeat(count)}--zz--\r\n`;

const multipart = (body: string) => posted(body, 'multipart/form-data; boundary="zz"');

/** The status and the words of a refusal. */
async function refusalOf(form: Promise<FormData>): Promise<[number, string]> {
  const thrown = await form.then(
    () => undefined,
    (error: unknown) => error
  );
  expect(thrown).toBeInstanceOf(Response);
  const answer = thrown as Response;
  return [answer.status, await answer.text()];
}

test("a form of the size that pages have is read, as text and in parts", async () => {
  expect([...(await readForm(posted("a=1&b=2"))).keys()]).toEqual(["a", "b"]);
  expect([...(await readForm(posted("a=1&".repeat(2000)))).keys()]).toHaveLength(2000);
  expect([...(await readForm(multipart(parts(2000)))).keys()]).toHaveLength(2000);
});

test.each([
  ["fields", posted("a&".repeat(MEGABYTE / 2))],
  ["parts", multipart(parts(8000))],
  ["lines in the head of a part", multipart(parts(1, `${"x: y\r\n".repeat(100_000)}x: z`))]
])("a form with more %s than a page sends is refused before it is parsed", async (_, request) => {
  const [status, words] = await refusalOf(readForm(request));
  expect([status, words]).toEqual([400, expect.stringContaining("表单里的项目太多")]);
});

test("only a form in parts may be as large as files are", async () => {
  const [status] = await refusalOf(readFormWithFiles(posted("a".repeat(9 * MEGABYTE))));
  expect(status).toBe(413);
});
