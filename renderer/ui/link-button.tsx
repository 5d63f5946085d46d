import { Button, type ButtonVariant } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type LinkButtonProps = { readonly href: string; readonly variant?: ButtonVariant; readonly children: ReactNode };

/** A button that leads out of the window, to a page in the browser; it says so. */
export function LinkButton({ href, variant = 'filled', children }: LinkButtonProps) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noreferrer"
      variant={variant}
      rightSection={<IconExternalLink size={16} aria-label="(opens in your browser)" />}
    >
      {children}
    </Button>
  );
}
