import { dayText, inWords } from '../lib/wording.ts';
import type { CertificateFacts, FailureFacts } from './failure-facts.ts';
import { onOneLine } from './wording.ts';

type Advice = { readonly message: string; readonly next: string };

const askAdministrator = 'Tell the administrator of the server.';
const checkClock = 'Check this computer’s date and time first.';
const mostNames = 5;

/** What is wrong with a certificate, and what to do about it. */
export function tlsAdvice(facts: FailureFacts): Advice {
  const { host = 'the address', certificate, tlsFault = 'other' } = facts;
  switch (tlsFault) {
    case 'expired':
      return {
        message: `The certificate of ${host} has expired${certificate ? `: it was valid until ${dayText(certificate.validTo)}` : ''}.`,
        next: `${checkClock} If they are right: ${tell('to renew it')}`,
      };
    case 'not-yet-valid':
      return {
        message: `The certificate of ${host} is not valid yet${certificate ? `: it begins on ${dayText(certificate.validFrom)}` : ''}.`,
        next: `${checkClock} If they are right: ${tell('to use one that is valid')}`,
      };
    case 'expires-soon':
      return {
        message: `The certificate of ${host} ends soon${certificate ? `, on ${dayText(certificate.validTo)}` : ''}.`,
        next: 'Tell the administrator of the server, so that it is renewed in time.',
      };
    case 'self-signed':
      return {
        message: `${host} proves its identity only by itself (a self-signed certificate).`,
        next: `If it is your company’s server, choose its certificate as a PEM file in the connection${orSettings}`,
      };
    case 'unknown-authority':
      return unknownAuthority(host, certificate);
    case 'wrong-host':
      return {
        message: `The certificate at ${host} belongs to ${certificate && certificate.names.length > 0 ? othersThan(certificate) : 'another name'}.`,
        next: 'Check the address, and use the full name as in the browser.',
      };
    case 'revoked':
      return { message: `The certificate of ${host} was revoked.`, next: askAdministrator };
    case 'not-tls':
      return {
        message: `${host} does not speak HTTPS at this port.`,
        next: 'Check the port. If the server really has no HTTPS, write the address with http://.',
      };
    case 'other':
      return {
        message: `No secure connection to ${host} could be made.`,
        next: `Check the address and your proxy. ${askAdministrator}`,
      };
  }
}

const tell = (what: string): string => `tell the administrator of the server ${what}.`;
const orSettings = ', or in the settings under Network for all connections.';
const othersThan = ({ names }: CertificateFacts): string => onOneLine(inWords(names.slice(0, mostNames)));

/** Which authority is missing can be told by the topmost certificate: its issuer is the one nobody here knows. */
function unknownAuthority(host: string, certificate: CertificateFacts | undefined): Advice {
  if (certificate === undefined) {
    return {
      message: `The certificate of ${host} comes from an authority this computer does not know.`,
      next: `If your company has its own, choose its certificate as a PEM file in the connection${orSettings}`,
    };
  }
  const authority = onOneLine(certificate.authority, 100);
  const another = certificate.hasCaFile ? ' The file that is chosen now does not hold it.' : '';
  if (certificate.isAlone) {
    return {
      message: `${host} sent its own certificate alone: the one of its issuer, “${authority}”, is missing, and this computer does not know it.${another}`,
      next: `If “${authority}” is your company’s authority, choose its PEM file in the connection${orSettings} If there is another authority above it, the administrator of the server has to add the certificates in between.`,
    };
  }
  return {
    message: `The authority “${authority}” is not known to this computer; it vouches for the certificate of ${host}.${another}`,
    next: `If it is your company’s own, get its certificate as a PEM file from your IT department and choose it in the connection${orSettings}`,
  };
}
