import type { ClientId, ClientRecord } from './client.ts';
import { amp } from './records/amp.ts';
import { antigravity } from './records/antigravity.ts';
import { claudeCode } from './records/claude-code.ts';
import { claudeDesktop } from './records/claude-desktop.ts';
import { cline } from './records/cline.ts';
import { codex } from './records/codex.ts';
import { continueDev } from './records/continue.ts';
import { copilotCli } from './records/copilot-cli.ts';
import { crush } from './records/crush.ts';
import { cursor } from './records/cursor.ts';
import { geminiCli } from './records/gemini-cli.ts';
import { goose } from './records/goose.ts';
import { junie } from './records/junie.ts';
import { kiro } from './records/kiro.ts';
import { lmStudio } from './records/lm-studio.ts';
import { opencode } from './records/opencode.ts';
import { vscode } from './records/vscode.ts';
import { vscodeInsiders } from './records/vscode-insiders.ts';
import { warp } from './records/warp.ts';
import { windsurf } from './records/windsurf.ts';
import { zed } from './records/zed.ts';

/** Every client that is known, in the order in which they are shown. */
export const clientCatalog: readonly ClientRecord[] = [
  claudeDesktop,
  claudeCode,
  cursor,
  vscode,
  vscodeInsiders,
  windsurf,
  zed,
  cline,
  geminiCli,
  codex,
  lmStudio,
  goose,
  continueDev,
  kiro,
  opencode,
  junie,
  copilotCli,
  antigravity,
  amp,
  crush,
  warp,
];

const byId = new Map(clientCatalog.map((record) => [record.id, record]));

export function clientOf(id: ClientId): ClientRecord {
  const record = byId.get(id);
  if (record === undefined) throw new Error(`There is no record of ${id}`);
  return record;
}
