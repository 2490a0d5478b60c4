import {root} from "./dom.ts";

interface ScreenSize {
  availWidth: number;
  availHeight: number;
}

declare global {
  interface Window {
    /** Chromium only. */
    getScreenDetails?: () => Promise<{screens: ScreenSize[]}>;
  }
}

export async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen();
  if (typeof root.requestFullscreen !== "function") return;
  const screen = await largestScreen();
  // Without a recent key press a browser refuses.
  await root.requestFullscreen(screen && ({screen} as FullscreenOptions)).catch(() => undefined);
}

export function leaveFullScreen(): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}

/** The larger of two screens, where the browser may tell; asking for that permission would cover the slide. */
async function largestScreen(): Promise<ScreenSize | undefined> {
  try {
    const permission = await navigator.permissions.query({name: "window-management" as PermissionName});
    if (permission.state !== "granted" || !window.getScreenDetails) return undefined;
    const {screens} = await window.getScreenDetails();
    return [...screens].sort((a, b) => areaOf(b) - areaOf(a))[0];
  } catch {
    return undefined;
  }
}

const areaOf = ({availWidth, availHeight}: ScreenSize) => availWidth * availHeight;
