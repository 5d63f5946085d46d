import { z } from 'zod';
import { recordOpening } from '../../src/mcp/record-opening.ts';
import { loadOperations } from '../../src/operations/load-operations.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { Peer } from './peer.ts';
import { peers } from './peers.ts';
import { realClientsSection } from './real-clients-section.ts';
import { faultsOf, stepsOf, type ListedTool, type Step } from './steps.ts';

const toolList = z.object({ tools: z.array(z.looseObject({ name: z.string(), inputSchema: z.unknown() })) });

/** docs/coverage.md as it should be, and everything in it that is not so. */
export async function coveragePage(): Promise<{ page: string; faults: string[] }> {
  const { legacyTools } = await recordOpening('0.0.0');
  const { tools } = toolList.parse(legacyTools);
  const faults: string[] = [];
  const sections: string[] = [];
  for (const peer of peers) {
    const operations = await operationsOf(peer.index);
    faults.push(...faultsIn(peer, tools, operations));
    sections.push(section(peer));
  }
  return { page: [introduction(tools.length), ...sections, await realClientsSection()].join('\n\n') + '\n', faults };
}

async function operationsOf(index: Peer['index']): Promise<readonly Operation[]> {
  const [, provider = index, deployment = 'cloud'] = /^(jira|confluence)-(.*)$/.exec(index) ?? [];
  return loadOperations(provider as never, deployment as never);
}

function faultsIn({ name, tools: theirs }: Peer, tools: readonly ListedTool[], operations: readonly Operation[]) {
  return Object.entries(theirs).flatMap(([tool, ours]) =>
    faultsOf(stepsOf(ours), tools, operations).map((fault) => `${name}: ${tool}: ${fault}`),
  );
}

function introduction(count: number): string {
  const theirs = peers.reduce((sum, { tools }) => sum + Object.keys(tools).length, 0);
  return [
    '# What other servers do, and the call here that does the same job',
    '',
    '<!-- Made by scripts/coverage.ts from the code, and by scripts/real-clients.ts; do not edit. -->',
    '',
    `MCP Keyring has ${String(count)} tools. Beside each of the ${String(theirs)} tools of other servers for the same systems stands the call that does`,
    'its job. A method and a path mean `call_operation`, which `find_operation` leads to; a connection that is limited to',
    'projects does not have it. The script that makes this page checks that every tool, argument and operation exists.',
  ].join('\n');
}

function section({ name, tools }: Peer): string {
  const rows = Object.entries(tools).map(([tool, ours]) => `| \`${tool}\` | ${stepsOf(ours).map(shown).join('; ')} |`);
  return [`## ${name} (${String(rows.length)})`, '', '| theirs | ours |', '| --- | --- |', ...rows].join('\n');
}

function shown(step: Step): string {
  switch (step.kind) {
    case 'tool': {
      const args = step.args.map(({ name, value }) => (value === undefined ? name : `${name}: ${value}`)).join(', ');
      return `\`${step.tool}${args === '' ? '' : `(${args})`}\``;
    }
    case 'operation':
      return `\`${step.method} ${step.path}\``;
    case 'none':
      return step.why;
  }
}
