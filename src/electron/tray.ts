import { Menu, Tray, nativeImage } from 'electron';
import { join } from 'node:path';

type TrayParts = {
  readonly iconsFolder: string;
  readonly platform: NodeJS.Platform;
  readonly open: () => void;
  readonly quit: () => void;
};

export interface KeyringTray {
  /** One line on how things are. */
  setStatus(status: string): void;
  remove(): void;
}

export function createTray({ iconsFolder, platform, open, quit }: TrayParts): KeyringTray {
  // macOS paints a template in the colour of the menu bar; the larger ones beside it are found by their "@2x".
  const name = platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
  const tray = new Tray(nativeImage.createFromPath(join(iconsFolder, name)));
  // On Linux a click may only open the menu.
  if (platform !== 'darwin') tray.on('click', open);
  return {
    setStatus(status) {
      tray.setToolTip(`MCP Keyring: ${status}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: status, enabled: false },
          { type: 'separator' },
          { label: 'Open MCP Keyring', click: open },
          { label: 'Quit', click: quit },
        ]),
      );
    },
    remove() {
      tray.destroy();
    },
  };
}
