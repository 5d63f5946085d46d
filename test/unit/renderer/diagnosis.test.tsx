import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { HandlerOutput } from '../../../src/api/contract.ts';
import { DiagnosisDialog } from '../../../renderer/diagnosis/diagnosis-dialog.tsx';
import { ids } from '../../fakes/renderer/example-data.ts';
import { problemData, type FakeTransport } from '../../fakes/renderer/fake-transport.ts';
import { openDialog } from './open-dialog.tsx';
import { openWindow } from './open-window.tsx';

type Report = HandlerOutput<'diagnosis.run'>;

const reportWith = (change: Partial<Report>): Report => ({
  at: new Date().toISOString(),
  durationMs: 730,
  steps: [
    { id: 'key', title: 'Key', state: 'good', durationMs: 3 },
    { id: 'sign-in', title: 'Sign-in', state: 'failed', durationMs: 120, detail: 'Jira answered 401.' },
  ],
  works: false,
  problem: problemData('bad-credentials', 'Jira did not accept the key.', 'Replace it.'),
  text: 'MCP Keyring 0.4.0: why Jira does not work',
  ...change,
});

async function openDiagnosis(report: Partial<Report>, prepare?: (host: FakeTransport) => void) {
  const opened = openDialog(
    (props) => <DiagnosisDialog connectionId={ids.jira} {...props} />,
    (host) => {
      host.answer('diagnosis.run', () => reportWith(report));
      prepare?.(host);
    },
  );
  const dialog = within(await screen.findByRole('dialog', { name: 'Diagnosis of “Jira northwind”' }));
  return { ...opened, dialog };
}

describe('the diagnosis', () => {
  it('lists every question from the start and answers them one by one', async () => {
    const answer = Promise.withResolvers<Report>();
    const { dialog, host } = await openDiagnosis({}, (fake) => {
      fake.answer('diagnosis.run', () => answer.promise);
    });
    const rows = () => within(dialog.getByRole('list', { name: 'What was looked at' })).getAllByRole('listitem');
    expect(rows()).toHaveLength(12);
    await waitFor(() => {
      expect(host.inputsOf('diagnosis.run')).toHaveLength(1);
    });
    const [{ runId }] = host.inputsOf('diagnosis.run') as [{ runId: string }];
    const tls = { id: 'tls', title: 'Certificate' } as const;
    host.emit('diagnosis.step', { runId, step: { ...tls, state: 'running' } });
    expect(await dialog.findByText('Step 6 of 12: Certificate')).toBeTruthy();
    host.emit('diagnosis.step', {
      runId,
      step: { ...tls, state: 'good', durationMs: 48, detail: 'Valid until 3 March 2027.' },
    });
    host.emit('diagnosis.step', { runId: crypto.randomUUID(), step: { id: 'key', title: 'Key', state: 'failed' } });
    expect(await dialog.findByText('Valid until 3 March 2027.')).toBeTruthy();
    expect(dialog.getByText('48 ms')).toBeTruthy();
    expect(rows()).toHaveLength(12);
    expect(rows().some(({ textContent }) => textContent.includes('failed'))).toBe(false);
    answer.resolve(reportWith({}));
    expect(await dialog.findByText('Jira did not accept the key.')).toBeTruthy();
    expect(dialog.getByText('Replace it.')).toBeTruthy();
    expect(dialog.getByText('Jira answered 401.')).toBeTruthy();
  });

  it('says that all is well', async () => {
    const { dialog } = await openDiagnosis({ works: true, problem: undefined });
    expect(await dialog.findByText('Everything works')).toBeTruthy();
  });

  it('runs again on request', async () => {
    const { dialog, user, host } = await openDiagnosis({});
    await dialog.findByText('Jira did not accept the key.');
    host.answer('diagnosis.run', () => reportWith({ works: true, problem: undefined }));
    await user.click(dialog.getByRole('button', { name: 'Run again' }));
    expect(await dialog.findByText('Everything works')).toBeTruthy();
    expect(dialog.queryByText('Jira did not accept the key.')).toBeNull();
  });

  it('says why it could not be made', async () => {
    const { dialog } = await openDiagnosis({}, (fake) => {
      fake.refuse('diagnosis.run', problemData('unknown-connection', 'It is gone.', 'Look at the list.'));
    });
    expect(await dialog.findByText('It is gone.')).toBeTruthy();
  });
});

describe('the one next step', () => {
  const follow = async (action: NonNullable<Report['action']>, name: string) => {
    const opened = await openDiagnosis({ action });
    await opened.user.click(await opened.dialog.findByRole('button', { name }));
    return opened;
  };

  it('opens the guided rotation', async () => {
    await follow({ do: 'replace-key' }, 'Rotate the key…');
    expect(await screen.findByRole('dialog', { name: 'Rotate the key of “Jira northwind”' })).toBeTruthy();
  });

  it('opens the connection’s form', async () => {
    await follow({ do: 'edit-connection' }, 'Edit the connection…');
    expect(await screen.findByRole('dialog', { name: 'Edit connection' })).toBeTruthy();
  });

  it('opens what Claude may do', async () => {
    await follow({ do: 'change-access' }, 'Change the access…');
    expect(await screen.findByRole('dialog', { name: /^Access of/ })).toBeTruthy();
  });

  it('opens the settings', async () => {
    await follow({ do: 'open-settings', section: 'network' }, 'Open Settings');
    expect(window.location.hash).toMatch(/^#\/settings/);
  });

  it('resumes the connection and looks again', async () => {
    const { host } = await follow({ do: 'resume-connection' }, 'Resume the connection');
    await waitFor(() => {
      expect(host.inputsOf('diagnosis.run')).toHaveLength(2);
    });
    expect(host.inputsOf('connections.setActive')).toEqual([{ id: ids.jira, active: true }]);
  });

  it('looks again, with one button for it', async () => {
    const { host } = await follow({ do: 'run-again' }, 'Run again');
    await waitFor(() => {
      expect(host.inputsOf('diagnosis.run')).toHaveLength(2);
    });
  });

  it('leads to a page of the system', async () => {
    const link = 'https://northwind.atlassian.net/login';
    const { dialog } = await openDiagnosis({ action: { do: 'open-link', label: 'Open Jira', link } });
    expect((await dialog.findByRole('link', { name: /^Open Jira/ })).getAttribute('href')).toBe(link);
  });
});

describe('the report', () => {
  it('is copied', async () => {
    const { dialog, user } = await openDiagnosis({});
    const written = vi.spyOn(navigator.clipboard, 'writeText');
    await dialog.findByText('Jira did not accept the key.');
    await user.click(dialog.getByRole('button', { name: 'Copy report' }));
    expect(await dialog.findByRole('button', { name: 'Copied' })).toBeTruthy();
    expect(written).toHaveBeenCalledWith('MCP Keyring 0.4.0: why Jira does not work');
    written.mockRestore();
  });

  it('is shown to be copied by hand where the clipboard is out of reach', async () => {
    const { dialog, user } = await openDiagnosis({});
    const refused = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
    await dialog.findByText('Jira did not accept the key.');
    await user.click(dialog.getByRole('button', { name: 'Copy report' }));
    const text = await dialog.findByRole<HTMLTextAreaElement>('textbox', { name: 'Report' });
    expect(text.value).toBe('MCP Keyring 0.4.0: why Jira does not work');
    refused.mockRestore();
  });
});

describe('the times of a diagnosis', () => {
  it('are told of what was looked at alone', async () => {
    const { dialog } = await openDiagnosis({
      steps: [
        { id: 'name', title: 'Name', state: 'failed', durationMs: 3 },
        { id: 'connection', title: 'Connection', state: 'skipped', durationMs: 0 },
      ],
    });
    expect(await dialog.findByText('3 ms')).toBeTruthy();
    expect(dialog.queryByText('0 ms')).toBeNull();
  });
});

describe('where a diagnosis is offered', () => {
  it('is beside a failed test of a connection', async () => {
    const { user } = openWindow({ at: `#/connections/${ids.openproject}` });
    await user.click(await screen.findByRole('button', { name: 'Why doesn’t it work?' }));
    expect(await screen.findByRole('dialog', { name: /^Diagnosis of/ })).toBeTruthy();
  });

  it('is below a draft that failed, and leads back to its form', async () => {
    const { host, user } = openWindow({
      prepare: (fake) => {
        fake.answer('connections.testDraft', () => ({
          at: new Date().toISOString(),
          durationMs: 3,
          outcome: { ok: false, problem: problemData('timeout', 'No answer came.', 'Try again.') },
        }));
        fake.answer('diagnosis.run', () => reportWith({ action: { do: 'edit-connection' } }));
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Add connection' }));
    await user.click(await screen.findByRole('button', { name: /^OpenProject/ }));
    await user.type(await screen.findByLabelText(/^Address of your OpenProject/), 'https://op.example');
    await user.type(screen.getByLabelText(/^API token/), 'canary-draft-key');
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await user.click(await screen.findByRole('button', { name: 'Why doesn’t it work?' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Why doesn’t it work?' }));
    await user.click(await dialog.findByRole('button', { name: 'Back to the form' }));
    expect(host.inputsOf('diagnosis.run')).toMatchObject([
      { subject: { draft: { provider: 'openproject', secret: 'canary-draft-key' } } },
    ]);
    expect(screen.getByRole('button', { name: 'Save' })).toBeTruthy();
  });
});
