import type {Upload, UploadQueue} from "./upload-queue.ts";
import type {UploadPage} from "./upload.server.ts";

export interface UploadCardProps {
  upload: Upload;
  queue: UploadQueue;
  page: UploadPage;
  unit: string;
}
