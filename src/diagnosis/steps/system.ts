import { AppError, type ErrorCode } from '../../lib/app-error.ts';
import { failureOf, good, httpOf, skipped, type Step } from '../step.ts';

/** Answers to a caller without a key that leave open what answers. */
const undecided = new Set<ErrorCode>([
  'bad-credentials',
  'anonymous',
  'forbidden',
  'captcha',
  'rate-limited',
  'insufficient-scope',
  'address-blocked',
]);

export const systemStep: Step = {
  id: 'system',
  title: 'System',
  needs: ['tls'],
  async run(looking) {
    const { subject, provider, found } = looking;
    const { name } = provider.descriptor;
    try {
      found.identified = await provider.identify({ address: subject.address, http: httpOf(looking) });
    } catch (error) {
      if (!(error instanceof AppError && undecided.has(error.code))) throw error;
      return skipped('Nothing is told to callers without a key.');
    }
    return good(`${name} answers at ${found.identified.endpoint.baseUrl}.`);
  },
};

export const deploymentStep: Step = {
  id: 'deployment',
  title: 'Cloud or Data Center',
  needs: ['system'],
  run(looking) {
    const { subject, found } = looking;
    if (found.identified === undefined) return Promise.resolve(skipped('It cannot be told without signing in.'));
    const { deployment } = found.identified.endpoint;
    const believed = subject.endpoint?.deployment ?? deployment;
    if (believed !== deployment) {
      const misfit = deployment === 'cloud' ? 'moved-to-cloud' : 'moved-to-own-server';
      return Promise.reject(failureOf(looking, 'wrong-kind-of-key', { misfit }));
    }
    return Promise.resolve(
      good(deployment === 'cloud' ? 'In the vendor’s cloud.' : 'On a server of its own (Data Center).'),
    );
  },
};
