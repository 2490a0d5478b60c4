import {CsrfField} from "#app/ui/csrf-field.tsx";
import {ACCEPTED} from "./drop-zone.tsx";
import buttons from "#app/ui/button.module.css";
import styles from "./plain-upload.module.css";
import {AcceptNewcomers} from "./confirm-newcomers.tsx";
import {SenderPicker} from "./sender-picker.tsx";
import type {UploadPage} from "./upload.server.ts";

/** Uploads without JavaScript: one form and one file, which is sent in one step or only checked. */
export function PlainUpload({page}: {page: UploadPage}) {
  const mine = page.datasets.filter(({sender}) => !page.isUnit || sender.includes("unit"));
  return (
    <form method="post" encType="multipart/form-data" className={styles.form}>
      <CsrfField />
      <SenderPicker units={page.units} unit={page.unit} />
      <label>
        <span>台账（表）</span>
        <select name="dataset" defaultValue={page.dataset} required>
          <option value="">请选择</option>
          {mine.map(({name, title}) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>名单截至（只有名单类需要：单位、名册、社团）</span>
        <input type="date" name="as_of" max={page.today} />
      </label>
      <AcceptNewcomers />
      <label>
        <span>文件（Excel、CSV、TXT，原样发来）</span>
        <input type="file" name="file" accept={ACCEPTED} required />
      </label>
      <p className={styles.buttons}>
        <button type="submit" formAction="?intent=send" className={buttons.primary}>
          检查并发送
        </button>
        <button type="submit" formAction="?intent=check" className={buttons.secondary}>
          只检查，不发送
        </button>
      </p>
      <p className="secondary">
        只检查的文件如无问题，会暂存到发送为止，最多一小时；含敏感个人信息的（困难帮扶）不暂存。
      </p>
    </form>
  );
}
