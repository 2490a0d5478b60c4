import {EvidenceFileLink, type ListedFile} from "#app/ui/evidence-list.tsx";
import styles from "./report-form.module.css";

/** Fields for files: what is attached already may be unticked, new files are chosen or taken with the camera. */
export function EvidenceFields({attached}: {attached: ListedFile[]}) {
  return (
    <fieldset className={styles.files}>
      <legend>佐证文件（照片、PDF、docx、xlsx，每个不超过 20 MB；照片会缩小并去掉拍摄地点）</legend>
      {attached.map((file) => (
        <div key={file.evidence_id} className={styles.attached}>
          <label>
            <input type="checkbox" name="attached" value={file.evidence_id} defaultChecked />
            <span className="visually-hidden">{`附上 ${file.file_name}`}</span>
          </label>
          <EvidenceFileLink file={file} />
        </div>
      ))}
      <label className={styles.camera}>
        <span>拍照</span>
        <input type="file" name="files" accept="image/*" capture="environment" />
      </label>
      <label>
        <span>选择文件，可多选</span>
        <input type="file" name="files" multiple accept="image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx" />
      </label>
    </fieldset>
  );
}
