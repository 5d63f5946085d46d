import type { Surroundings } from '../../settings/data-folder.ts';
import { AppError } from '../../lib/app-error.ts';
import type { RunningProcess } from '../../lib/processes.ts';

/** By path and not by name: Claude Code is called claude, too, and Claude Desktop keeps one inside its own folders. */
const executables: Readonly<Record<Surroundings['platform'], readonly RegExp[]>> = {
  darwin: [/\/Claude\.app\/Contents\/MacOS\/Claude$/],
  win32: [/\\AnthropicClaude\\(app-[^\\]+\\)?claude\.exe$/i, /\\WindowsApps\\Claude_[^\\]+\\(.+\\)?claude\.exe$/i],
  linux: [
    /^\/usr\/(local\/)?(lib|lib64|share)\/claude-desktop\//,
    /^\/opt\/claude([ _-]?desktop)?\//i,
    /^\/nix\/store\/[^/]*claude-desktop[^/]*\//,
    /\/\.mount_claude[^/]*\//i,
  ],
};
/** Electron's helpers may outlive a program that was quit. */
const helper = /(crashpad_handler|chrome-sandbox)$/;

export const claudeProcesses = (
  platform: Surroundings['platform'],
  processes: readonly RunningProcess[],
): readonly RunningProcess[] =>
  processes.filter(({ path }) => !helper.test(path) && executables[platform].some((pattern) => pattern.test(path)));

export const isClaudeRunning = (platform: Surroundings['platform'], processes: readonly RunningProcess[]): boolean =>
  claudeProcesses(platform, processes).length > 0;

/** Claude writes its file anew from memory while it runs, and a change would be gone. AppError `busy`. */
export function assertClaudeQuit(platform: Surroundings['platform'], processes: readonly RunningProcess[]): void {
  if (!isClaudeRunning(platform, processes)) return;
  throw new AppError('busy', 'Claude Desktop is running and would undo this change.', 'Quit it, then try again.');
}
