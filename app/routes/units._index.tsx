import type {LoaderFunctionArgs, MetaFunction} from "@remix-run/node";
import {useLoaderData} from "@remix-run/react";
import {readWall, type Wall} from "#app/features/units/wall.server.ts";
import {wallSentence} from "#app/features/units/wall-sentence.ts";
import {WallView} from "#app/features/units/wall-view.tsx";
import {allow} from "#app/server/access.server.ts";
import {EmptyState} from "#app/ui/empty-state.tsx";
import {Page} from "#app/ui/page.tsx";
import {SlideLink} from "#app/ui/slide-link.tsx";

export async function loader({request}: LoaderFunctionArgs) {
  return {wall: await readWall(await allow(request, "see-dashboards"))};
}

export const meta: MetaFunction = () => [{title: "各单位 · 工会年度计划看板"}];

export default function UnitsRoute() {
  const {wall} = useLoaderData<typeof loader>();
  if (!wall) {
    return (
      <Page title="还没有数据">
        <EmptyState title="还没有收到过任何报送">
          先发送“单位与二级单位工会台账”，之后这里会显示各单位的指标。
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={wallSentence(wall)}
      aside={
        <>
          点击单位看它的全部指标。{" "}
          {hasSlide(wall) && (
            <SlideLink slideKey={`kpi:${wall.kpi.code}/${wall.kpi.units === "missing" ? "missing" : "unit-months"}`} />
          )}
        </>
      }
    >
      <WallView wall={wall} />
    </Page>
  );
}

/** A slide compares; a number that is told only at a quarter's end has none in between. */
const hasSlide = ({units}: Wall) => units.filter(({value}) => value !== null).length > 1;
