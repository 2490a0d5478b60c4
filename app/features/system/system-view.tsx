import {Card} from "#app/ui/card.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import facts from "#app/ui/facts.module.css";
import type {Column} from "#app/ui/table-column.ts";
import type {Fact, SystemPage} from "./system.server.ts";

export function SystemView({page}: {page: SystemPage}) {
  return (
    <>
      <Card title="现在">
        <Facts of={page.now} />
      </Card>
      <Card title="占用空间">
        <Facts of={page.space} />
      </Card>
      <Card title="版本">
        <Facts of={page.versions} />
      </Card>
      <Card title="最近的建仓">
        {page.builds.length === 0 ? (
          <EmptyState title="还没有建过" />
        ) : (
          <DataTable caption="最近的建仓" columns={BUILDS} rows={page.builds} rowId={({id}) => id} />
        )}
      </Card>
      <Card title="最近的程序故障">
        <p className="secondary">这次启动以来的。凭编号在运行日志里找到那一段，交给维护者；日志里没有人员数据。</p>
        {page.defects.length === 0 ? (
          <EmptyState title="没有" />
        ) : (
          <DataTable caption="最近的程序故障" columns={DEFECTS} rows={page.defects} rowId={({id}) => id} />
        )}
      </Card>
    </>
  );
}

function Facts({of}: {of: Fact[]}) {
  return (
    <dl className={facts.facts}>
      {of.map(({name, value}) => (
        <Pair key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Pair({name, value}: Fact) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

const BUILDS: Column<SystemPage["builds"][number]>[] = [
  {key: "id", title: "编号", cell: ({id}) => id},
  {key: "at", title: "开始于", cell: ({at}) => at},
  {key: "took", title: "用时", cell: ({took}) => took}
];

const DEFECTS: Column<SystemPage["defects"][number]>[] = [
  {key: "at", title: "时间", cell: ({at}) => at},
  {key: "id", title: "编号", cell: ({id}) => <code>{id}</code>},
  {key: "type", title: "种类", cell: ({type}) => type}
];
