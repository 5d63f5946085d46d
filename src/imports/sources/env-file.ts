import { parseEnv } from 'node:util';
import { providerIds, type ProviderId } from '../../providers/provider.ts';
import type { NamedValue } from '../../recognition/recognition.ts';
import type { Found } from '../found.ts';
import { connectionsIn, type ReadValueFile } from '../from-values.ts';
import { absent, readTextFile } from '../text-file.ts';

type EnvFileParts = { readonly readValueFile: ReadValueFile; readonly shown: (path: string) => string };

/** An `.env` file: PM MCP Server's, or any other with such names. */
export async function findInEnvFile(path: string, { readValueFile, shown }: EnvFileParts): Promise<Found> {
  const text = await readTextFile(path);
  if (text === undefined) throw absent(shown(path));
  const values = withPlainNames(envValues(text));
  return connectionsIn({ values, around: { text: path }, where: shown(path), inUse: usedBy(values) }, readValueFile);
}

export function envValues(text: string): readonly NamedValue[] {
  const parsed = parseEnv(text.replace(/^\uFEFF/, ''));
  return Object.entries(parsed).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** `PM_PROVIDER` may name several; systems that it does not name are not in use. Without it all are. */
function usedBy(values: readonly NamedValue[]): (provider: ProviderId) => boolean {
  const named = pmProviders(values);
  return (provider) => named.length === 0 || named.includes(provider);
}

/** `openproject_v13` is OpenProject. */
function pmProviders(values: readonly NamedValue[]): readonly ProviderId[] {
  const text = values.find(({ name }) => name === 'PM_PROVIDER')?.value ?? '';
  const words = text.toLowerCase().split(/[\s,;]+/);
  return providerIds.filter((id) => words.some((word) => word.split('_')[0] === id));
}

/** `PM_API_KEY`, `PM_BASE_URL`: they belong to the one system that `PM_PROVIDER` names. */
function withPlainNames(values: readonly NamedValue[]): readonly NamedValue[] {
  const [provider, second] = pmProviders(values);
  if (provider === undefined || second !== undefined) return values;
  return values.map(({ name, value }) => ({
    name: /^PM_(?!PROVIDER$)/.test(name) ? name.replace(/^PM/, provider.toUpperCase()) : name,
    value,
  }));
}
