import {useEffect, useMemo, useState, useSyncExternalStore} from "react";
import buttons from "#app/ui/button.module.css";
import {Card} from "#app/ui/card.tsx";
import {useIsHydrated} from "#app/ui/use-is-hydrated.ts";
import {DropZone} from "./drop-zone.tsx";
import {pastedFile} from "./pasted-file.ts";
import {PlainUpload} from "./plain-upload.tsx";
import {SenderPicker} from "./sender-picker.tsx";
import {sendFile} from "./send-file.ts";
import {TemplateLinks} from "./template-links.tsx";
import {UploadCard} from "./upload-card.tsx";
import type {UploadPage} from "./upload.server.ts";
import {isReady, UploadQueue} from "./upload-queue.ts";
import styles from "./upload-view.module.css";
import {withdraw} from "./withdraw.ts";

/** The upload page: with JavaScript the four steps for several files, without it a plain form. */
export function UploadView({page, children}: {page: UploadPage; children?: React.ReactNode}) {
  const isHydrated = useIsHydrated();
  const [unit, setUnit] = useState(page.unit);
  return (
    <>
      <div className={styles.uploads} data-waiting={!isHydrated || undefined}>
        <Uploads page={page} unit={unit} onUnit={setUnit} />
      </div>
      <noscript>
        <Card title="选择文件">
          <PlainUpload page={page} />
        </Card>
      </noscript>
      {children}
      <Card title="下载模板">
        <TemplateLinks page={page} unit={unit} />
      </Card>
    </>
  );
}

function Uploads({page, unit, onUnit}: {page: UploadPage; unit: string; onUnit: (unit: string) => void}) {
  const queue = useMemo(() => queueOf(page), [page]);
  const uploads = useSyncExternalStore(queue.subscribe, queue.snapshot, queue.snapshot);
  const [isSendingAll, setIsSendingAll] = useState(false);
  const ready = uploads.filter(isReady);
  usePastedFiles((files) => queue.add(files, {dataset: page.dataset}));
  useWarnBeforeLeaving(uploads.some(({phase}) => phase === "sending"));
  return (
    <>
      <Card>
        <div className={styles.choose}>
          <SenderPicker
            units={page.units}
            unit={unit}
            onUnit={(chosen) => {
              onUnit(chosen);
              queue.changeSender({unit: chosen, today: page.today});
            }}
          />
          <DropZone hasFiles={uploads.length > 0} onFiles={(files) => queue.add(files, {dataset: page.dataset})} />
        </div>
      </Card>
      {uploads.map((upload) => (
        <UploadCard key={upload.id} upload={upload} queue={queue} page={page} unit={unit} />
      ))}
      {ready.length > 1 && (
        <div className={styles.all}>
          <button
            type="button"
            className={buttons.primary}
            disabled={isSendingAll}
            onClick={() => {
              setIsSendingAll(true);
              void queue.sendAll().finally(() => setIsSendingAll(false));
            }}
          >
            {`发送 ${ready.length} 份可以收下的文件`}
          </button>
          <span className="secondary">名单、台账先发，引用它们的后发，次序由系统安排。</span>
        </div>
      )}
    </>
  );
}

function queueOf({datasets, unit, today}: UploadPage): UploadQueue {
  const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  return new UploadQueue({send: sendFile, withdraw, contractOf: (name) => byName.get(name)}, {unit, today});
}

/** Handles a table that is pasted outside a field. */
function usePastedFiles(onFiles: (files: File[]) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const {target, clipboardData} = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || !clipboardData) return;
      const files = [...clipboardData.files].filter(({type}) => !type.startsWith("image/"));
      const text = clipboardData.getData("text/plain");
      if (files.length === 0 && !text.includes("\t") && !text.includes("\n")) return;
      event.preventDefault();
      onFiles(files.length > 0 ? files : [pastedFile(text)]);
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  });
}

function useWarnBeforeLeaving(isSending: boolean): void {
  useEffect(() => {
    if (!isSending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isSending]);
}
