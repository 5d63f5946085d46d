import { Menu, type MenuItemConstructorOptions } from 'electron';

type MenuParts = {
  readonly platform: NodeJS.Platform;
  readonly devTools: boolean;
  readonly keepInTray: boolean;
  readonly setKeepInTray: (keep: boolean) => void;
};

/** The menu each system expects. Without an edit menu, copy and paste do not work on macOS. */
export function setMenu({ platform, devTools, keepInTray, setKeepInTray }: MenuParts): void {
  const tray: MenuItemConstructorOptions = {
    label: platform === 'darwin' ? 'Show in Menu Bar' : 'Keep Running in the Tray',
    type: 'checkbox',
    checked: keepInTray,
    click: ({ checked }) => {
      setKeepInTray(checked);
    },
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(devTools ? developerItems : []),
    ],
  };
  const template: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [{ label: 'MCP Keyring', submenu: macItems(tray) }, { role: 'editMenu' }, view, { role: 'windowMenu' }]
      : [
          { label: 'File', submenu: [tray, { type: 'separator' }, { role: 'quit', label: 'Quit' }] },
          { role: 'editMenu' },
          view,
        ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

const developerItems: MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
];

const macItems = (tray: MenuItemConstructorOptions): MenuItemConstructorOptions[] => [
  { role: 'about' },
  { type: 'separator' },
  tray,
  { type: 'separator' },
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  { type: 'separator' },
  { role: 'quit' },
];
