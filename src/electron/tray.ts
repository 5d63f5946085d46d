import { Menu, Tray, nativeImage } from 'electron';
import { join } from 'node:path';
import { attentionLine } from './badge.ts';

type TrayParts = {
  readonly iconsFolder: string;
  readonly platform: NodeJS.Platform;
  readonly open: () => void;
  /** Where the keys that need their owner are. */
  readonly openKeys: () => void;
  readonly quit: () => void;
};

/** One line on how things are, and how many keys need their owner. */
type TrayFacts = { readonly status: string; readonly count: number };

export interface KeyringTray {
  show(facts: TrayFacts): void;
  remove(): void;
}

export function createTray({ iconsFolder, platform, open, openKeys, quit }: TrayParts): KeyringTray {
  const tray = new Tray(imageFor(0));
  // On Linux a click may only open the menu.
  if (platform !== 'darwin') tray.on('click', open);
  return {
    show({ status, count }) {
      tray.setToolTip(`MCP Keyring: ${count === 0 ? status : attentionLine(count)}`);
      if (platform === 'darwin') tray.setTitle(count === 0 ? '' : String(count));
      else tray.setImage(imageFor(count));
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: status, enabled: false },
          ...(count === 0 ? [] : [{ label: attentionLine(count), click: openKeys }]),
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

  /** macOS paints a template in the colour of the menu bar; the larger ones beside it are found by their "@2x". */
  function imageFor(count: number) {
    const name = platform === 'darwin' ? 'trayTemplate.png' : count === 0 ? 'tray.png' : 'tray-attention.png';
    return nativeImage.createFromPath(join(iconsFolder, name));
  }
}
