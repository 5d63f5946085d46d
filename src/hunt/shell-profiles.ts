import { join } from 'node:path';
import type { Surroundings } from '../settings/data-folder.ts';
import type { Target } from './target.ts';

const posixProfiles = [
  ...['.bashrc', '.bash_profile', '.bash_login', '.bash_aliases', '.profile'],
  ...['.zshrc', '.zprofile', '.zshenv', '.zlogin'],
];

/** What shells read when they start: where they are usually kept, whether they exist or not. */
export function shellProfiles({ platform, home, env }: Surroundings): readonly Target[] {
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const configHome = config === '' ? join(home, '.config') : config;
  const zsh = env['ZDOTDIR'] ?? '';
  const paths = [
    ...posixProfiles.map((name) => join(home, name)),
    ...(zsh === '' || zsh === home ? [] : ['.zshrc', '.zprofile', '.zshenv'].map((name) => join(zsh, name))),
    join(configHome, 'fish', 'config.fish'),
    ...powerShellFolders(platform, home, configHome).flatMap((folder) => [
      join(folder, 'profile.ps1'),
      join(folder, 'Microsoft.PowerShell_profile.ps1'),
    ]),
  ];
  return paths.map((path) => ({ path, source: 'shell-profile', reading: { kind: 'lines', syntax: 'shell' } }));
}

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_profiles; Documents may be in OneDrive. */
function powerShellFolders(platform: Surroundings['platform'], home: string, configHome: string): readonly string[] {
  if (platform !== 'win32') return [join(configHome, 'powershell')];
  const documents = [join(home, 'Documents'), join(home, 'OneDrive', 'Documents')];
  return documents.flatMap((folder) => [join(folder, 'PowerShell'), join(folder, 'WindowsPowerShell')]);
}
