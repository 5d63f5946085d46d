import type { HandlerOutput } from '../../../src/api/contract.ts';
import type { HandlersOf } from './handlers-of.ts';

type SightCalls = 'claude.see' | 'claude.log' | 'claude.secondRoad' | 'claude.exportExtension' | 'claude.openExtension';

/** What Claude sees, says, and has as an extension; tests may change the answers. */
export type FakeSight = {
  report: HandlerOutput<'claude.see'>;
  log: HandlerOutput<'claude.log'>;
  road: HandlerOutput<'claude.secondRoad'>;
};

const exported = {
  path: '/Users/anna/Library/Application Support/mcp-keyring/exports/MCP-Keyring-0.1.0.mcpb',
  version: '0.1.0',
  bytes: 41_300_000,
  madeAt: '2026-11-21T09:00:00.000Z',
};

const report: HandlerOutput<'claude.see'> = {
  started: {
    from: 'offered',
    command: '/Applications/MCP Keyring.app/Contents/Resources/host/keyring-host',
    args: ['mcp', '--client', 'claude-desktop'],
    environment: ['HOME', 'PATH', 'USER'],
    folder: '/',
  },
  steps: [
    { id: 'entry', state: 'good', detail: 'Not in Claude’s file yet; what would be added is tried.' },
    { id: 'start', state: 'good', detail: 'Started twice at once, as Claude does.' },
    { id: 'hello', state: 'good', durationMs: 84, detail: 'Both answered within 84 ms; Claude waits 60 s.' },
    { id: 'tools', state: 'good', durationMs: 3, detail: '2 tools.' },
    { id: 'connections', state: 'good', detail: '3 connections, the same as in this window.' },
    { id: 'key', state: 'good', detail: 'The key of “Jira northwind” was read, and it works.' },
    { id: 'output', state: 'good', detail: 'Nothing but MCP messages.' },
    { id: 'end', state: 'good', durationMs: 4, detail: 'Both ended when their input was closed.' },
  ],
  helloMs: 84,
  helloWithinMs: 60_000,
  tools: [{ name: 'list_connections', title: 'List connections' }, { name: 'search_items' }],
  strayLines: [],
  log: [],
  verdict: { state: 'good', title: 'Claude could use MCP Keyring as it is.', next: 'Add it to Claude Desktop above.' },
};

/** With the state that its handlers answer from. */
export function createSightHandlers(): { state: FakeSight; handlers: Pick<HandlersOf<'claude'>, SightCalls> } {
  const state: FakeSight = {
    report,
    log: { state: 'silent', files: [], findings: [] },
    road: { version: '0.1.0', installed: [], both: false },
  };
  const handlers = {
    'claude.see': () => state.report,
    'claude.log': () => state.log,
    'claude.secondRoad': () => state.road,
    'claude.exportExtension': () => {
      state.road = { ...state.road, exported };
      return exported;
    },
    'claude.openExtension': () => ({}),
  };
  return { state, handlers };
}
