import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isSea } from 'node:sea';
import { z } from 'zod';
import { makeBundle, type BundledProgram } from '../clients/mcpb/make-bundle.ts';
import type { ManifestTool } from '../clients/mcpb/manifest.ts';
import { AppError } from '../lib/app-error.ts';
import { extensionRefusal } from './extension-process.ts';
import { folderArgument, hostCommand, hostFiles, hostSurroundings, iconPath } from './surroundings.ts';

type ExtensionOptions = {
  readonly version: string;
  readonly home: string | undefined;
  readonly to: string;
  /** The recorded answer to `tools/list`. */
  readonly listed: unknown;
};

const toolList = z.object({ tools: z.array(z.object({ name: z.string(), description: z.string() })) });

/** `keyring-host extension`: this program as an extension for Claude Desktop. It holds no key. */
export async function runExtension({ version, home, to, listed }: ExtensionOptions): Promise<void> {
  const here = hostSurroundings();
  const refusal = extensionRefusal({ platform: here.platform, demo: false });
  if (refusal !== undefined) throw new AppError(refusal.code, refusal.message, refusal.next);
  const tools = toolList.safeParse(listed).data?.tools.map(briefly);
  const icon = iconPath();
  await withoutConsole(() =>
    makeBundle({
      ...{ version, tools, platform: here.platform, program: program(), to: resolve(to) },
      args: ['mcp', ...folderArgument(here, hostFiles(here, home)), '--client', 'claude-desktop'],
      icon: existsSync(icon) ? icon : undefined,
    }),
  );
  console.log(`Made ${resolve(to)}`);
}

/** mcpb prints what it does; that is only of use when it fails. */
async function withoutConsole(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  const said: unknown[][] = [];
  console.log = (...words: unknown[]) => said.push(words);
  try {
    await work();
  } catch (error) {
    for (const words of said) console.error(...words);
    throw error;
  } finally {
    console.log = log;
  }
}

/** Packaged, it is the whole program; in development a script that starts it where it is. */
function program(): BundledProgram {
  if (!isSea()) return { kind: 'command', ...hostCommand() };
  return {
    ...{ kind: 'executable', file: process.execPath },
    modules: join(dirname(process.execPath), 'node_modules'),
  };
}

/** Claude lists them below the extension: the first sentence is enough. */
const briefly = ({ name, description }: ManifestTool & { readonly description: string }): ManifestTool => ({
  name,
  description: /^.*?[.:](?=\s|$)/.exec(description)?.[0].replace(/:$/, '.') ?? description,
});
