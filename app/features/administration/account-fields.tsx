import {Options} from "#app/ui/options.tsx";
import type {AdminPage} from "./admin.server.ts";

export interface AccountFieldsProps {
  page: AdminPage;
  account?: NonNullable<AdminPage["chosen"]>;
}

/** The fields of an account that an administrator fills in. */
export function AccountFields({page, account}: AccountFieldsProps) {
  return (
    <>
      <label>
        <span>角色</span>
        <select name="role" defaultValue={account?.role ?? "unit"} required>
          <Options of={page.roles} />
        </select>
      </label>
      <label>
        <span>单位（角色是二级单位工会时）</span>
        <select name="unit" defaultValue={account?.unit_code ?? ""}>
          <option value="">无</option>
          <Options of={page.units} />
        </select>
      </label>
      <label>
        <span>姓名或岗位（显示在报送和审核记录里，可不填）</span>
        <input name="display" defaultValue={account?.display_name ?? ""} maxLength={40} autoComplete="off" />
      </label>
      <label>
        <span>工号（用于统一身份认证登录，可不填）</span>
        <input name="staff" defaultValue={account?.staff_number ?? ""} maxLength={40} autoComplete="off" />
      </label>
      <label>
        <span>帮扶岗（校工会办公室）或主席（二级单位工会）：可查看帮扶明细</span>
        <select name="aid" defaultValue={account?.is_aid_officer ? "1" : "0"}>
          <option value="0">否</option>
          <option value="1">是</option>
        </select>
      </label>
    </>
  );
}
