import { join } from 'node:path';

type Parts = {
  /** The folder in which each app of this user has one of its own. */
  readonly appData: string;
  /** Another home for all our data, if one was set. */
  readonly home: string | undefined;
  readonly demo: boolean;
};

/**
 * Where Chromium keeps what it keeps. Not in the data folder, which would be Electron's choice: nothing of the browser
 * belongs beside the connections. A demo and another home are windows of their own, which may be open at the same time.
 */
export const windowFolder = ({ appData, home, demo }: Parts): string =>
  join(home ?? appData, `mcp-keyring-window${demo ? '-demo' : ''}`);
