import type { ClientRecord } from '../client.ts';
import { vscodeLike } from './vscode-like.ts';

export const vscodeInsiders: ClientRecord = {
  id: 'vscode-insiders',
  name: 'VS Code Insiders',
  ...vscodeLike({
    folder: 'Code - Insiders',
    scheme: 'vscode-insiders',
    program: { mac: 'Visual Studio Code - Insiders', windows: 'Microsoft VS Code Insiders', linux: 'code-insiders' },
  }),
};
