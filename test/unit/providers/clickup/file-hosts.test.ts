import { expect, test } from 'vitest';
import { fileHosts } from '../../../../src/providers/clickup/attachments.ts';

test.each([
  ['t1234.p.clickup-attachments.com', true],
  ['attachments.clickup.com', true],
  ['attachments-public.clickup.com', true],
  ['clickup-attachments.com.evil.example', false],
  ['evil-clickup-attachments.com', false],
  ['app.clickup.com', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
])('files of ClickUp itself may come from %s: %s', (host, isAllowed) => {
  expect(fileHosts('https://api.clickup.com')(host)).toBe(isAllowed);
});

test('files of a ClickUp on this computer may come from this computer', () => {
  expect(fileHosts('http://127.0.0.1:4444')('127.0.0.1')).toBe(true);
  expect(fileHosts('http://127.0.0.1:4444')('192.168.0.1')).toBe(false);
});
