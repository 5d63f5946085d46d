import { AppError } from '../../lib/app-error.ts';
import { inWords } from '../../lib/wording.ts';
import type { Policy } from '../../policy/policy.ts';
import type { AbilityId } from '../../providers/abilities.ts';
import { failureOf, good, skipped, warning, type Step } from '../step.ts';

export const permissionStep: Step = {
  id: 'permission',
  title: 'Permission',
  needs: ['sign-in'],
  async run(looking) {
    const { subject, provider, found } = looking;
    const { policy } = subject;
    if (policy === undefined) return skipped('Nothing is let to Claude before the connection is saved.');
    if (found.client?.abilities === undefined) return skipped(`${provider.descriptor.name} does not tell.`);
    const abilities = await found.client.abilities().catch((error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    });
    if (abilities instanceof AppError) return skipped(`It could not be asked: ${abilities.message}`);
    const wanted = wantedBy(policy);
    const missing = wanted.filter((id) => abilities.some((ability) => ability.id === id && !ability.allowed));
    if (missing.length > 0)
      return warning(failureOf(looking, 'permission-missing', { missing: missing.map((id) => inPlain[id]) }));
    const told = wanted.filter((id) => abilities.some((ability) => ability.id === id));
    if (told.length === 0) return skipped(`${provider.descriptor.name} does not tell.`);
    return good(`The account may ${inWords(told.map((id) => inPlain[id]))}.`);
  },
};

const writing: readonly AbilityId[] = ['create', 'edit', 'comment'];

function wantedBy({ access, allowDelete }: Policy): readonly AbilityId[] {
  if (access === 'read-only') return ['read'];
  return ['read', ...writing, ...(allowDelete ? (['delete'] as const) : [])];
}

const inPlain: Readonly<Record<AbilityId, string>> = {
  read: 'read',
  create: 'create',
  edit: 'edit',
  delete: 'delete',
  comment: 'comment',
  'log-time': 'log time',
  attach: 'attach files',
  administer: 'administer',
};
