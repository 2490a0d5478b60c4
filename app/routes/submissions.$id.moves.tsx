import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {Link, useLoaderData} from "@remix-run/react";
import {MOVES_TITLE, MovesView} from "#app/features/submissions/record/moves-view.tsx";
import {readMovesPage} from "#app/features/submissions/record/moves.server.ts";
import {SubmissionsHead} from "#app/features/submissions/submissions-head.tsx";
import {allowOnSubmission} from "#app/server/access.server.ts";
import {withinConcurrencyLimit} from "#app/server/concurrency-limit.server.ts";
import {Card} from "#app/ui/card.tsx";
import {Page} from "#app/ui/page.tsx";

export async function loader({params, request}: LoaderFunctionArgs) {
  const id = params.id ?? "";
  const access = await allowOnSubmission(request, "see-submission", id);
  return {moves: await withinConcurrencyLimit(access, () => readMovesPage(id, access.visitor), "papers")};
}

export const meta: MetaFunction = () => [{title: `${MOVES_TITLE} · 报送 · 工会年度计划看板`}];

export default function SubmissionMovesRoute() {
  const {moves} = useLoaderData<typeof loader>();
  return (
    <Page
      title={moves.name}
      eyebrow={<SubmissionsHead name={moves.title} />}
      aside={<Link to={`/submissions/${moves.submission_id}`}>回到这份报送</Link>}
    >
      <Card title={MOVES_TITLE}>
        <MovesView page={moves} />
      </Card>
    </Page>
  );
}
