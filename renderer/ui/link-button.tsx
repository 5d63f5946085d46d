import { Button, type ButtonVariant } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type LinkButtonProps = {
  readonly href: string;
  readonly variant?: ButtonVariant;
  /** What opens: the browser, or another program. */
  readonly leadsTo?: string;
  readonly onClick?: () => void;
  readonly children: ReactNode;
};

/** A button that leads out of the window, to a page in the browser or to another program; it says so. */
export function LinkButton({
  href,
  variant = 'filled',
  leadsTo = 'in your browser',
  onClick,
  children,
}: LinkButtonProps) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noreferrer"
      variant={variant}
      onClick={onClick}
      rightSection={<IconExternalLink size={16} aria-label={`(opens ${leadsTo})`} />}
    >
      {children}
    </Button>
  );
}
