import { ThemeIcon } from '@mantine/core';
import { IconCode, IconMessageChatbot, IconPlug, IconTerminal2, type Icon } from '@tabler/icons-react';
import type { Client } from './types.ts';

const [chat, editor, terminal] = [IconMessageChatbot, IconCode, IconTerminal2];

const marks: Record<Client['id'], { readonly icon: Icon; readonly color: string }> = {
  'claude-desktop': { icon: chat, color: 'orange' },
  'claude-code': { icon: terminal, color: 'orange' },
  cursor: { icon: editor, color: 'gray' },
  vscode: { icon: editor, color: 'blue' },
  'vscode-insiders': { icon: editor, color: 'teal' },
  windsurf: { icon: editor, color: 'cyan' },
  zed: { icon: editor, color: 'indigo' },
  cline: { icon: editor, color: 'violet' },
  'gemini-cli': { icon: terminal, color: 'blue' },
  codex: { icon: terminal, color: 'gray' },
  'lm-studio': { icon: chat, color: 'violet' },
  goose: { icon: chat, color: 'gray' },
  continue: { icon: editor, color: 'pink' },
  kiro: { icon: editor, color: 'grape' },
  opencode: { icon: terminal, color: 'yellow' },
  junie: { icon: editor, color: 'green' },
  'copilot-cli': { icon: terminal, color: 'indigo' },
  antigravity: { icon: editor, color: 'teal' },
  amp: { icon: terminal, color: 'red' },
  crush: { icon: terminal, color: 'pink' },
  warp: { icon: terminal, color: 'cyan' },
};

/** What kind of program it is, in our own drawing; the name stands beside it. */
export function ClientMark({ id, size = 38 }: { id: Client['id'] | undefined; size?: number }) {
  const { icon: Mark, color } = id === undefined ? { icon: IconPlug, color: 'gray' } : marks[id];
  return (
    <ThemeIcon variant="light" color={color} size={size} radius="md" aria-hidden>
      <Mark size={size * 0.56} stroke={1.7} />
    </ThemeIcon>
  );
}
