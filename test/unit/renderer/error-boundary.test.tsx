import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ErrorBoundary } from '../../../renderer/ui/error-boundary.tsx';

function Faulty(): never {
  throw new Error('A fault of our own');
}

it('shows a way out instead of an empty window when a screen has a fault', () => {
  // React reports the fault on the console as well.
  const console = vi.spyOn(globalThis.console, 'error').mockImplementation(() => undefined);
  render(
    <MantineProvider env="test">
      <ErrorBoundary>
        <Faulty />
      </ErrorBoundary>
    </MantineProvider>,
  );
  expect(screen.getByRole('alert').textContent).toContain('This window made a mistake');
  expect(screen.getByRole('button', { name: 'Open it anew' })).toBeDefined();
  expect(screen.getByRole('alert').textContent).not.toContain('A fault of our own');
  console.mockRestore();
});
