import { readFile } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import { z } from 'zod';
import type { OrganisationPolicy } from './organisation-rules.ts';
import type { ProgramOptions, RunProgram } from '../../lib/run-program.ts';
import type { Surroundings } from '../../settings/data-folder.ts';

/** The same rule under its names of older and newer versions. */
const keys = {
  localServers: ['isLocalDevMcpEnabled'],
  extensions: ['isDesktopExtensionEnabled', 'isDxtEnabled'],
  signature: ['isDesktopExtensionSignatureRequired', 'isDxtSignatureRequired'],
} as const;

type PolicyParts = {
  readonly surroundings: Surroundings;
  readonly run: RunProgram;
  /** Undefined for a file that is not there; rejects for one that may not be read. */
  readonly read?: (path: string) => Promise<string | undefined>;
};
type Sources = Required<PolicyParts>;
type Rules = { readonly source: string; readonly values: Readonly<Record<string, unknown>> };

/** Reads the rules where Claude reads them. Never throws: without a permission or a tool it is not known. */
export async function readOrganisationPolicy(parts: PolicyParts): Promise<OrganisationPolicy> {
  try {
    const found = await rulesOf({ read: readIfThere, ...parts });
    return { known: true, ...found.map(policyOf).reduce((lower, higher) => ({ ...lower, ...higher }), {}) };
  } catch {
    return { known: false };
  }
}

/** The strongest comes last. */
function rulesOf(parts: Sources): Promise<readonly Rules[]> {
  switch (parts.surroundings.platform) {
    case 'darwin':
      return onMac(parts);
    case 'win32':
      return onWindows(parts);
    case 'linux':
      return onLinux(parts);
  }
}

/** Windows starts hardly a program without SystemRoot. */
const bounds = ({ SystemRoot }: Surroundings['env']): ProgramOptions => ({
  env: SystemRoot === undefined ? {} : { SystemRoot },
  timeoutMs: 8_000,
  mostOutput: 1_000_000,
});

const macDomain = 'com.anthropic.claudefordesktop.plist';

async function onMac({ surroundings: { home }, run, read }: Sources): Promise<readonly Rules[]> {
  const managed = '/Library/Managed Preferences';
  const paths = [posix.join(managed, macDomain), posix.join(managed, posix.basename(home), macDomain)];
  const found = await Promise.all(
    paths.map(async (path) => {
      if ((await read(path)) === undefined) return undefined;
      const { code, output } = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path], bounds({}));
      if (code !== 0) throw new Error('plutil could not read the managed preferences');
      return { source: path, values: jsonObject(output) };
    }),
  );
  return found.filter((each) => each !== undefined);
}

async function onWindows({ surroundings: { env }, run }: Sources): Promise<readonly Rules[]> {
  const reg = win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  const places = ['HKCU\\SOFTWARE\\Policies\\Claude', 'HKLM\\SOFTWARE\\Policies\\Claude'];
  const found = await Promise.all(
    places.map(async (source) => {
      const { code, output } = await run(reg, ['query', source], bounds(env));
      if (code === undefined) throw new Error('The registry could not be asked');
      // It ends with 1 where there is no such key.
      return code === 0 ? { source, values: registryValues(output) } : undefined;
    }),
  );
  return found.filter((each) => each !== undefined);
}

/** "    name    REG_DWORD    0x0"; the separators are four spaces. */
function registryValues(output: string): Record<string, string> {
  const lines = output.split(/\r?\n/).map((line) => /^\s{2,}(\S+)\s+REG_\w+\s+(.*?)\s*$/.exec(line));
  return Object.fromEntries(lines.flatMap((found) => (found === null ? [] : [[found[1] ?? '', found[2] ?? '']])));
}

const linuxFile = '/etc/claude-desktop/managed-settings.json';

async function onLinux({ read }: Sources): Promise<readonly Rules[]> {
  const text = await read(linuxFile);
  return text === undefined ? [] : [{ source: linuxFile, values: jsonObject(text) }];
}

const jsonObject = (text: string): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(text.replace(/^\uFEFF/, '')));

function policyOf({ source, values }: Rules): Partial<OrganisationPolicy> {
  const localServers = rulingOf(values, keys.localServers);
  const extensions = rulingOf(values, keys.extensions);
  const signature = rulingOf(values, keys.signature);
  if (localServers === undefined && extensions === undefined && signature === undefined) return {};
  return {
    source,
    ...(localServers !== undefined && { localServers }),
    ...(extensions !== undefined && { extensions }),
    ...(signature !== undefined && { onlySigned: signature === 'allowed' }),
  };
}

function rulingOf(values: Rules['values'], names: readonly string[]): OrganisationPolicy['localServers'] {
  const name = names.find((each) => values[each] !== undefined);
  return name === undefined ? undefined : rulingFrom(values[name]);
}

/** Written as a boolean, a number or a text, depending on the tool that rolled it out. */
function rulingFrom(value: unknown): 'allowed' | 'forbidden' | 'unclear' {
  const text = String(value).trim().toLowerCase();
  if (['true', '1', '0x1', 'yes'].includes(text)) return 'allowed';
  return ['false', '0', '0x0', 'no'].includes(text) ? 'forbidden' : 'unclear';
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}
