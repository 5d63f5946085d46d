import { isReference, type SecretPlace } from '../../secrets/secret-reference.ts';
import { withoutHome } from '../report-text.ts';
import { good, type Step } from '../step.ts';

export const keyStep: Step = {
  id: 'key',
  title: 'Key',
  needs: [],
  async run({ subject, parts, found }) {
    const { key } = subject;
    const typed = 'typed' in key;
    found.secret = typed ? key.typed : await parts.secrets.reader.readAnew(key.account, key.place);
    parts.secrets.learn(found.secret);
    return good(typed ? 'As entered.' : `Read from ${placeInWords(key.place, parts.home)}.`);
  },
};

function placeInWords(place: SecretPlace, home: string): string {
  if (!isReference(place)) return place === 'vault' ? 'the vault' : 'the keychain';
  switch (place.kind) {
    case 'file':
      return `the file ${withoutHome(place.path, home)}`;
    case 'env':
      return `the environment variable ${place.name}`;
    case 'command':
      // Its arguments may say more than belongs into a report.
      return `what the command ${withoutHome(place.command[0] ?? '', home)} prints`;
  }
}
