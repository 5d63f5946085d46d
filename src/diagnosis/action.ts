import type { ErrorCode, Problem } from '../lib/app-error.ts';
import { isReference } from '../secrets/secret-reference.ts';
import type { DiagnosisAction } from './report.ts';
import type { Looking } from './step.ts';

/** The one thing to do about a problem, as a button does it. */
export function actionFor(problem: Problem, looking: Looking): DiagnosisAction {
  const { code, link } = problem;
  if (keyIsWrong.has(code)) return newKey(problem, looking);
  if (/^(keychain|vault)-/.test(code)) return { do: 'open-settings', section: 'secrets' };
  if (formIsWrong.has(code)) return editing(code, looking);
  if (code === 'permission-missing' && looking.subject.kind === 'saved') return { do: 'change-access' };
  if (code === 'connection-paused') return { do: 'resume-connection' };
  const { name } = looking.provider.descriptor;
  if (seenInBrowser.has(code)) return { do: 'open-link', label: `Open ${name}`, link: link ?? pageOf(looking) };
  return link === undefined ? { do: 'run-again' } : { do: 'open-link', label: 'Open the page', link };
}

const keyIsWrong = new Set<ErrorCode>([
  'bad-credentials',
  'anonymous',
  'insufficient-scope',
  'secret-missing',
  'wrong-kind-of-key',
]);
const seenInBrowser = new Set<ErrorCode>(['captcha', 'login-page', 'forbidden']);
const formIsWrong = new Set<ErrorCode>([
  'wrong-address',
  'name-not-resolved',
  'connection-refused',
  'unexpected-answer',
  'not-found',
  'workspace-forbidden',
  'invalid-input',
  'tls-failure',
  'proxy-refused',
  'secret-source-failed',
]);

/** A key that is kept elsewhere, or only typed, is not replaced by us. */
function newKey({ link }: Problem, { subject }: Looking): DiagnosisAction {
  const isOurs = subject.kind === 'saved' && 'place' in subject.key && !isReference(subject.key.place);
  if (isOurs) return { do: 'replace-key' };
  return link === undefined ? { do: 'edit-connection' } : { do: 'open-link', label: 'Make a new key', link };
}

function editing(code: ErrorCode, { found }: Looking): DiagnosisAction {
  const isNetwork = found.proxy !== undefined && found.proxy.from !== 'connection' && ofTheProxy.has(code);
  if (isNetwork) return { do: 'open-settings', section: 'network' };
  if (code === 'tls-failure' && notOurs.has(found.tlsFault ?? '')) return { do: 'run-again' };
  return { do: 'edit-connection' };
}

const ofTheProxy = new Set<ErrorCode>(['proxy-refused', 'name-not-resolved', 'connection-refused']);
/** Nothing in the form helps: the clock or the server has to be put right. */
const notOurs = new Set(['expired', 'not-yet-valid', 'expires-soon', 'revoked']);

const pageOf = ({ subject, found }: Looking): string =>
  found.identified?.endpoint.baseUrl ?? subject.endpoint?.baseUrl ?? found.url?.origin ?? subject.address;
