import { joinCommand } from './command-line.ts';
import type { Connection } from './types.ts';

type Home = Connection['credential']['home'];

/** Where a key is, in words that stand alone: "Windows Credential Manager", "The file /run/secrets/jira_token". */
export function placeText(home: Home, keychainName = 'The keychain'): string {
  if (home === 'keychain') return keychainName;
  if (home === 'vault') return 'The vault';
  switch (home.kind) {
    case 'file':
      return `The file ${home.path}`;
    case 'env':
      return `The environment variable ${home.name}`;
    case 'command':
      return `What this command prints: ${joinCommand(home.command)}`;
  }
}
