import type {ActionFunctionArgs, LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useActionData, useLoaderData} from "@remix-run/react";
import {GiveForm} from "#app/features/instructions/instruction-block.tsx";
import {InstructionList} from "#app/features/instructions/instruction-list.tsx";
import {postInstruction} from "#app/features/instructions/instruction-post.server.ts";
import {readInstructionsPage} from "#app/features/instructions/instructions.server.ts";
import {allow, requireOwnForm} from "#app/server/access.server.ts";
import {Breadcrumbs} from "#app/ui/breadcrumbs.tsx";
import {Card} from "#app/ui/card.tsx";
import form from "#app/ui/form.module.css";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {page: await readInstructionsPage(await allow(request, "see-instructions"))};
}

export async function action({request}: ActionFunctionArgs) {
  await requireOwnForm(request);
  return postInstruction(await allow(request, "see-instructions"));
}

export const meta: MetaFunction = () => [{title: "领导批示 · 工会年度计划看板"}];

export default function InstructionsRoute() {
  const {page} = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const {year, open, answered} = page;
  return (
    <Page
      title={open.length > 0 ? `${year} 年领导批示：${open.length} 条待答复` : `${year} 年领导批示：没有待答复的`}
      eyebrow={
        <Breadcrumbs>
          <Link to="/meetings">会议</Link>
          <span>领导批示</span>
        </Breadcrumbs>
      }
      aside={open.length + answered.length > 0 && <SlideLink slideKey="instructions" words="批示放进演示" isOfToday />}
    >
      {refused && (
        <Card>
          <p role="alert" className={form.refusal}>
            {refused.problem}
          </p>
          {refused.intent === "give" && <GiveForm code={refused.code} typed={refused.words} />}
        </Card>
      )}
      {open.length > 0 && (
        <Card title="待答复">
          <InstructionList lines={open} isApart typed={refused?.intent === "answer" ? refused : undefined} />
        </Card>
      )}
      {answered.length > 0 && (
        <Card title="已答复">
          <InstructionList lines={answered} isApart />
        </Card>
      )}
      {open.length + answered.length === 0 && <p>还没有批示。批示写在任务、承诺和指标的页面上。</p>}
    </Page>
  );
}
