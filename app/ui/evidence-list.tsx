import styles from "./evidence-list.module.css";

/** A kept file, as a page lists it. */
export interface ListedFile {
  evidence_id: string;
  file_name: string;
  byte_count: number;
  isPicture: boolean;
}

interface EvidenceListProps {
  links: string[];
  files: ListedFile[];
}

/** What proves a report: addresses of the web, and kept files with small pictures. */
export function EvidenceList({links, files}: EvidenceListProps) {
  if (links.length + files.length === 0) return <span className="secondary">没有佐证材料</span>;
  return (
    <span className={styles.list}>
      {links.map((link) => (
        <WebEvidence key={link} link={link} />
      ))}
      {files.map((file) => (
        <EvidenceFileLink key={file.evidence_id} file={file} />
      ))}
    </span>
  );
}

/** Only an address of the web is opened; anything else is shown as text. */
function WebEvidence({link}: {link: string}) {
  if (!/^https?:\/\/\S+$/i.test(link)) return <span>{`佐证：${link}`}</span>;
  return (
    <a href={link} target="_blank" rel="noopener noreferrer">
      打开佐证材料
    </a>
  );
}

export function EvidenceFileLink({file}: {file: ListedFile}) {
  const {evidence_id, file_name, byte_count, isPicture} = file;
  const address = `/progress/evidence/${evidence_id}`;
  return (
    <a href={address} target="_blank" rel="noopener" className={styles.file}>
      {isPicture && <img src={`${address}?preview`} alt="" loading="lazy" className={styles.preview} />}
      <span>{`${file_name}（${sizeText(byte_count)}）`}</span>
    </a>
  );
}

const KB = 1024;

function sizeText(bytes: number): string {
  return bytes < KB * KB ? `${Math.max(1, Math.round(bytes / KB))} KB` : `${(bytes / KB / KB).toFixed(1)} MB`;
}
