import type { CallOutput } from '../../src/api/contract.ts';

type Platform = CallOutput<'app.info'>['platform'];

/** How Claude Desktop is ended for good; closing its window leaves it running. */
export function quitAdvice(platform: Platform | undefined): string {
  switch (platform) {
    case 'darwin':
      return 'Quit it with ⌘Q, or from its icon in the menu bar. Closing the window is not enough.';
    case 'win32':
      return 'Right-click its icon in the tray beside the clock and choose Quit. Closing the window is not enough.';
    case 'linux':
    case undefined:
      return 'Quit it from its icon in the tray or from its menu. Closing the window is not enough.';
  }
}
