import { posix, win32 } from 'node:path';
import { pathOn } from '../../../lib/system-path.ts';
import type { Surroundings } from '../../../settings/data-folder.ts';
import type { Disk } from '../../files/disk.ts';
import { findClaude } from '../locations.ts';

/** Every folder in which a Claude Desktop on this computer keeps its logs, or would. */
export async function logFolders(surroundings: Surroundings, disk: Disk): Promise<readonly string[]> {
  if (surroundings.platform === 'darwin') return [posix.join(surroundings.home, 'Library', 'Logs', 'Claude')];
  const path = pathOn(surroundings.platform);
  const { locations } = await findClaude(surroundings, disk);
  const beside = locations.map((location) => path.join(path.dirname(location.path), 'logs'));
  return [...new Set([...beside, ...plainFolder(surroundings)])];
}

/** Also for a Claude from an MSIX package, whose other files are elsewhere: its logs are not (anthropics/claude-code#93152). */
function plainFolder({ platform, env }: Surroundings): readonly string[] {
  const roaming = env['APPDATA'];
  return platform === 'win32' && roaming !== undefined && win32.isAbsolute(roaming)
    ? [win32.join(roaming, 'Claude', 'logs')]
    : [];
}
