import {Form, useLocation, useRouteLoaderData} from "@remix-run/react";
import {keptMonth} from "#app/ui/address.ts";
import button from "#app/ui/button.module.css";
import {CsrfField} from "#app/ui/csrf-field.tsx";

/** Pins a task, a KPI or a unit to the visitor's own view, or takes it from there; the page stays. */
export function PinButton({code}: {code: string}) {
  const root = useRouteLoaderData("root") as {pins?: string[]} | undefined;
  const {pathname, search} = useLocation();
  const isPinned = root?.pins?.includes(code) ?? false;
  return (
    <Form method="post" action={`/my${keptMonth(search)}`} preventScrollReset>
      <CsrfField />
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="back" value={pathname + search} />
      <button
        type="submit"
        name="intent"
        value={isPinned ? "unpin" : "pin"}
        className={button.quiet}
        aria-label={isPinned ? "取消固定" : "固定到我的视图"}
      >
        {isPinned ? "取消固定" : "固定"}
      </button>
    </Form>
  );
}
