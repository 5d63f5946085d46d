import { AppError } from '../../lib/app-error.ts';
import { good, warning, type Step } from '../step.ts';

export const addressStep: Step = {
  id: 'address',
  title: 'Address',
  needs: [],
  run({ subject, provider, found }) {
    const { endpoint, address } = subject;
    const url =
      endpoint === undefined ? provider.readAddress(address) : new URL(endpoint.apiBaseUrl ?? endpoint.baseUrl);
    if (url === undefined) return Promise.reject(noAddress());
    found.url = url;
    if (url.protocol === 'http:' && !isThisComputer(url)) return Promise.resolve(warning(unprotected(url)));
    return Promise.resolve(good(`${url.origin}${endpoint?.apiBaseUrl === undefined ? '' : ' (Atlassian’s gateway)'}`));
  },
};

const isThisComputer = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

const noAddress = (): AppError =>
  new AppError(
    'wrong-address',
    'This does not look like a web address.',
    'Copy the address from the browser, for example https://example.atlassian.net.',
  );

const unprotected = ({ host }: URL): AppError =>
  new AppError(
    'wrong-address',
    `The address begins with http://: the key travels to ${host} unprotected.`,
    'Write the address with https:// if the server offers that, or ask its administrator for it.',
  );
