import type { ClientRecord } from '../client.ts';
import { vscodeLike } from './vscode-like.ts';

export const vscode: ClientRecord = {
  id: 'vscode',
  name: 'VS Code',
  ...vscodeLike({
    folder: 'Code',
    scheme: 'vscode',
    program: { mac: 'Visual Studio Code', windows: 'Microsoft VS Code', linux: 'code' },
  }),
};
