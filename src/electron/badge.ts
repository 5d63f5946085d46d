import { nativeImage, type App, type BrowserWindow } from 'electron';
import { join } from 'node:path';

type BadgeParts = {
  readonly app: Pick<App, 'setBadgeCount'>;
  readonly platform: NodeJS.Platform;
  readonly iconsFolder: string;
};

/** The count on the dock's or the taskbar's icon. */
export function showBadge(count: number, window: BrowserWindow | undefined, parts: BadgeParts): void {
  const { app, platform, iconsFolder } = parts;
  if (platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  const dot = count === 0 ? null : nativeImage.createFromPath(join(iconsFolder, 'attention.png'));
  window?.setOverlayIcon(dot, count === 0 ? '' : attentionLine(count));
}

/** "2 keys need you" */
export const attentionLine = (count: number): string => (count === 1 ? '1 key needs you' : `${count} keys need you`);
