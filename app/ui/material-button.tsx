import {Form} from "@remix-run/react";
import button from "./button.module.css";
import {CsrfField} from "./csrf-field.tsx";
import {useMay} from "./use-may.ts";

interface MaterialButtonProps {
  /** The kind of paper. */
  kind: string;
  /** What it is about. */
  subject?: string;
  meeting?: string;
  words: string;
}

/** Makes a paper and downloads it, for those who may. */
export function MaterialButton({kind, subject = "", meeting = "", words}: MaterialButtonProps) {
  if (!useMay().includes("meeting-materials")) return null;
  return (
    <Form method="post" action="/reports?index" reloadDocument style={{display: "inline"}}>
      <CsrfField />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="meeting" value={meeting} />
      <button type="submit" name="kind" value={kind} className={button.small}>
        {words}
      </button>
    </Form>
  );
}
