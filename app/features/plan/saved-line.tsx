import {Form, Link, useSearchParams} from "@remix-run/react";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";

/** Says what was just saved or taken back, with the button that takes it back. */
export function SavedLine() {
  const [search] = useSearchParams();
  const saved = search.get("saved");
  const stated = search.get("stated");
  if (stated)
    return (
      <p role="status">{stated === "lifted" ? "已撤销认定，按数据显示。" : "已认定，按数据的状态仍会一起显示。"}</p>
    );
  if (search.get("undone")) return <p role="status">已撤销刚才的修改，恢复为修改前。</p>;
  if (!saved) return null;
  return (
    <Form method="post">
      <CsrfField />
      <input type="hidden" name="intent" value="undo" />
      <input type="hidden" name="id" value={saved} />
      <span role="status">{`已保存 ${search.get("cells") ?? ""} 处修改，状态已按新的设定计算。`}</span>{" "}
      <button type="submit" className={button.quiet}>
        撤销这次修改
      </button>{" "}
      <Link to={`/submissions/${saved}`}>查看记录</Link>
    </Form>
  );
}
