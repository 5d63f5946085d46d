import { useRead } from '../api/queries.ts';

type HomeName = {
  /** As the system calls it: "Windows Credential Manager". */
  readonly full: string;
  readonly short: 'the keychain' | 'the vault';
};

/** Where new keys are kept. */
export function useHomeName(): HomeName {
  const secrets = useRead('secrets.status', {}).data;
  if (secrets?.home === 'vault') return { full: 'the vault', short: 'the vault' };
  return { full: secrets?.keychainName ?? 'the keychain', short: 'the keychain' };
}
