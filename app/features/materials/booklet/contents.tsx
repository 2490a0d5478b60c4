export interface Section {
  /** The anchor: `overview`, `T05`. */
  id: string;
  title: string;
}

/** 目录 with links; the pages are known only after a first printing. */
export function Contents({sections, pages}: {sections: Section[]; pages: ReadonlyMap<string, number> | undefined}) {
  return (
    <section className="contents">
      <h2>目录</h2>
      <ol>
        {sections.map(({id, title}) => (
          <li key={id}>
            <a href={`#${id}`}>
              <span>{title}</span>
              <span className="leader" />
              <span className="page">{pages?.get(id) ?? ""}</span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
