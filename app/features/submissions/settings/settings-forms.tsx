import {Card} from "#app/ui/card.tsx";
import {DatasetsForm} from "./datasets-form.tsx";
import {CloseForm} from "./close-form.tsx";
import {LockForms} from "./lock-forms.tsx";
import {ExceptionForm} from "./exception-form.tsx";
import {AliasForm} from "./alias-form.tsx";
import type {SettingsFormProps} from "./refusal.tsx";

export function SettingsForms(props: SettingsFormProps) {
  return (
    <>
      <Card title="截止日和自动通过">
        <DatasetsForm {...props} />
      </Card>
      <Card title="月份锁定">
        <LockForms {...props} />
      </Card>
      <Card title="月度封存" id="closings">
        <CloseForm {...props} />
      </Card>
      <Card title="已锁定月份的补报授权">
        <ExceptionForm {...props} />
      </Card>
      <Card title="单位简称">
        <AliasForm {...props} />
      </Card>
    </>
  );
}
