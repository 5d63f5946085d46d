import { assertPossible } from '../../connections/connection-test.ts';
import { AppError } from '../../lib/app-error.ts';
import { authMethodOf } from '../../providers/auth-method.ts';
import type { AuthMethodId, Deployment } from '../../providers/provider.ts';
import type { KeyMisfit } from '../failure-facts.ts';
import { shapeOf, type KeyShape } from '../key-shape.ts';
import { failureOf, good, type Looking, type Step } from '../step.ts';

export const keyKindStep: Step = {
  id: 'key-kind',
  title: 'Kind of key',
  needs: ['key', 'deployment'],
  run(looking) {
    return Promise.resolve().then(() => lookAtKey(looking));
  },
};

function lookAtKey(looking: Looking) {
  const { subject, found } = looking;
  const { method, account } = subject;
  const secret = found.secret ?? '';
  requireAccount(looking);
  const misfit = misfitOf(looking) ?? accountMisfit(looking);
  if (misfit !== undefined) throw failureOf(looking, 'wrong-kind-of-key', { misfit });
  assertPossible({ method, account, secret });
  found.doubt = doubtAbout(looking);
  return good(methodOf(looking)?.label ?? 'It fits.');
}

const methodOf = ({ provider, subject }: Looking) => authMethodOf(provider.descriptor, subject.method);

function requireAccount(looking: Looking): void {
  const label = methodOf(looking)?.accountLabel;
  if (label === undefined || looking.subject.account) return;
  throw new AppError('invalid-input', `${label} is missing.`, `Enter the ${label.toLowerCase()} the key belongs to.`);
}

function misfitOf(looking: Looking): KeyMisfit | undefined {
  const { subject, found } = looking;
  const { method } = subject;
  const deployment = found.identified?.endpoint.deployment ?? subject.endpoint?.deployment;
  const fitting = methodOf(looking)?.deployment;
  const wanted = wantedAt(looking, deployment);
  if (deployment !== undefined && fitting !== undefined && fitting !== deployment)
    return { found: calledOf[method], wanted };
  // A password may look like anything.
  const shaped = method === 'password' ? undefined : shapeOf(found.secret ?? '');
  if (shaped === undefined || fits(shaped.shape, looking)) return undefined;
  return shaped.shape === 'header' ? 'whole-header' : { found: shaped.called, wanted };
}

const calledOf: Readonly<Record<AuthMethodId, string>> = {
  'api-token': 'an API token of Atlassian’s cloud',
  'personal-access-token': 'a personal access token',
  password: 'a password',
  'api-key': 'an API token',
  'access-token': 'an access token',
  'service-token': 'a service token',
};

function wantedAt({ provider, subject }: Looking, deployment: Deployment | undefined): string {
  const isAtlassian = provider.descriptor.id === 'jira' || provider.descriptor.id === 'confluence';
  if (!isAtlassian) return calledOf[subject.method];
  const cloud = 'an API token with the e-mail address of your Atlassian account';
  return deployment === 'cloud' ? cloud : 'a personal access token from your profile there';
}

/** OpenProject's signing takes the token out of a header by itself, Targetprocess's out of an address. */
function fits(shape: KeyShape, { provider, subject }: Looking): boolean {
  switch (provider.descriptor.id) {
    case 'jira':
    case 'confluence':
      return shape === (subject.method === 'api-token' ? 'atlassian-cloud' : 'data-center');
    case 'openproject':
      return shape === 'openproject' || shape === 'header';
    case 'clickup':
      return shape === 'clickup' || shape === 'header';
    case 'targetprocess':
      return shape === 'targetprocess' || (shape === 'data-center' && subject.method === 'service-token');
  }
}

function accountMisfit({ subject, provider }: Looking): KeyMisfit | undefined {
  const isCloudToken =
    subject.method === 'api-token' && provider.descriptor.authMethods.some(({ id }) => id === 'api-token');
  return isCloudToken && !subject.account?.includes('@') ? 'account-is-no-email' : undefined;
}

/** What may be wrong, and is only said where the key is refused: people's names and passwords are free. */
function doubtAbout(looking: Looking): AppError | undefined {
  const { subject, found } = looking;
  if (subject.method !== 'password') return undefined;
  const shaped = shapeOf(found.secret ?? '');
  const wanted = 'the password of your account there';
  if (shaped !== undefined)
    return failureOf(looking, 'wrong-kind-of-key', { misfit: { found: shaped.called, wanted } });
  const isEmail = subject.account?.includes('@') === true;
  return isEmail ? failureOf(looking, 'bad-credentials', { next: emailNext }) : undefined;
}

const emailNext =
  'This system wants the user name, not the e-mail address: correct it in the connection, then the password.';
