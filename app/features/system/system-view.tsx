import {Card} from "#app/ui/card.tsx";
import {DataTable} from "#app/ui/data-table.tsx";
import {EmptyState} from "#app/ui/empty-state.tsx";
import facts from "#app/ui/facts.module.css";
import type {Column} from "#app/ui/table-column.ts";
import type {Fact, SystemPage} from "./system.server.ts";

export function SystemView({page}: {page: SystemPage}) {
  return (
    <>
      <Card title="体检">
        <p className="secondary">
          每次打开本页时看一遍。逐个核对报送的文件、试读整个数据仓库，在服务器上运行 npm run doctor。
        </p>
        <DataTable caption="体检" columns={HEALTH} rows={page.health} rowId={({what}) => what} />
      </Card>
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

const HEALTH: Column<SystemPage["health"][number]>[] = [
  {key: "what", title: "看什么", cell: ({what}) => what},
  {key: "state", title: "结果", cell: ({state}) => (state === "好" ? state : <strong>{state}</strong>)},
  {key: "found", title: "见到", cell: ({found}) => found},
  {key: "todo", title: "怎么办", cell: ({todo}) => todo ?? "—"}
];

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
