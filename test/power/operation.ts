/** What a program asked the file system for; paths are relative to the recorded folder, which is ".". */
export type Operation =
  | {do: "make"; path: string; kind: "file" | "folder"}
  | {do: "write"; path: string; at: number | "end"; bytes: Buffer}
  | {do: "copy"; from: string; fromAt: number; path: string; at: number; length: number}
  | {do: "truncate"; path: string; length: number}
  | {do: "rename" | "link"; path: string; to: string}
  | {do: "remove"; path: string}
  | {do: "sync"; path: string}
  /** What a person is told; it stands among the operations so that it has its moment. */
  | {do: "say"; text: string};
